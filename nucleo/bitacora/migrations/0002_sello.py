"""Seals and protects the evidence inside PostgreSQL (seguridad.md 4.3).

Everything here runs as portal_dueno, who owns the functions: SECURITY DEFINER lets an INSERT by portal_app
move the head, which portal_app itself may only read. Each function names its search_path, so that nobody can
put another ``sha256`` or another table in front of ours.
"""

from django.db import migrations

FUNCIONES = """
-- Equal byte for byte to nucleo/bitacora/huella.py. Times as UTC microseconds: their text depends on the session.
-- Every name is qualified and no search_path is set: so PostgreSQL can write it into the caller's statement.
CREATE FUNCTION bitacora_canon(cadena text, numero bigint, tipo text, actor bigint, datos jsonb,
                               direccion_huella bytea, ocurrido timestamptz, registrado timestamptz)
RETURNS bytea LANGUAGE sql STABLE AS $$
  SELECT pg_catalog.convert_to(pg_catalog.jsonb_build_array(
    cadena, numero, tipo, actor,
    (extract(epoch FROM ocurrido) OPERATOR(pg_catalog.*) 1000000)::pg_catalog.int8,
    (extract(epoch FROM registrado) OPERATOR(pg_catalog.*) 1000000)::pg_catalog.int8,
    pg_catalog.encode(direccion_huella, 'hex'), datos)::pg_catalog.text, 'UTF8')
$$;

-- Locks the head of a chain (making an empty one) and returns the chain's last `ocurrido`.
CREATE FUNCTION bitacora_tomar_cabeza(la_cadena text) RETURNS timestamptz
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  ultimo timestamptz;
BEGIN
  SELECT ocurrido INTO ultimo FROM public.bitacora_cabeza WHERE cadena = la_cadena FOR UPDATE;
  IF NOT FOUND THEN
    INSERT INTO public.bitacora_cabeza (cadena, numero, hash) VALUES (la_cadena, 0, '')
      ON CONFLICT (cadena) DO NOTHING;
    SELECT ocurrido INTO ultimo FROM public.bitacora_cabeza WHERE cadena = la_cadena FOR UPDATE;
  END IF;
  RETURN ultimo;
END $$;

CREATE FUNCTION bitacora_sellar() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  cabeza public.bitacora_cabeza%ROWTYPE;
  tope integer;
BEGIN
  SELECT * INTO cabeza FROM public.bitacora_cabeza WHERE cadena = NEW.cadena FOR UPDATE;
  IF NOT FOUND THEN
    PERFORM public.bitacora_tomar_cabeza(NEW.cadena);
    SELECT * INTO cabeza FROM public.bitacora_cabeza WHERE cadena = NEW.cadena;
  END IF;
  IF NEW.ocurrido < cabeza.ocurrido THEN
    RAISE EXCEPTION 'bitacora: % ocurre antes que el ultimo evento de %', NEW.tipo, NEW.cadena
      USING ERRCODE = 'check_violation', CONSTRAINT = 'evento_no_retrocede';
  END IF;
  NEW.registrado := clock_timestamp();
  SELECT desfase_maximo_segundos INTO tope FROM public.bitacora_ajuste;
  IF NOT FOUND THEN
    tope := 5;
  END IF;
  IF abs(extract(epoch FROM NEW.registrado - NEW.ocurrido)) > tope THEN
    RAISE EXCEPTION 'bitacora: % dista mas de % s del reloj de la base', NEW.tipo, tope
      USING ERRCODE = 'check_violation', CONSTRAINT = 'evento_desfasado';
  END IF;
  NEW.numero := cabeza.numero + 1;
  NEW.previo := cabeza.hash;
  NEW.hash := sha256(NEW.previo || public.bitacora_canon(NEW.cadena, NEW.numero, NEW.tipo, NEW.actor_id,
    NEW.datos, NEW.direccion_huella, NEW.ocurrido, NEW.registrado));
  UPDATE public.bitacora_cabeza SET numero = NEW.numero, hash = NEW.hash, ocurrido = NEW.ocurrido
    WHERE cadena = NEW.cadena;
  RETURN NEW;
END $$;

CREATE FUNCTION bitacora_negar() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog AS $$
BEGIN
  RAISE EXCEPTION 'bitacora: % sobre % no se permite a nadie', TG_OP, TG_TABLE_NAME
    USING ERRCODE = 'insufficient_privilege';
END $$;

-- Depth 1 is a direct statement, even the owner's; deeper is the seal. An empty head proves nothing, so it may pass.
CREATE FUNCTION bitacora_cuidar_cabeza() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog AS $$
BEGIN
  IF pg_trigger_depth() > 1 OR (TG_OP = 'INSERT' AND NEW.numero = 0 AND NEW.hash = '') THEN
    RETURN NEW;
  END IF;
  RAISE EXCEPTION 'bitacora: % sobre % es solo del sello', TG_OP, TG_TABLE_NAME
    USING ERRCODE = 'insufficient_privilege';
END $$;
"""

DISPARADORES = """
CREATE TRIGGER evento_sellar BEFORE INSERT ON bitacora_evento FOR EACH ROW EXECUTE FUNCTION bitacora_sellar();
CREATE TRIGGER evento_negar BEFORE UPDATE OR DELETE ON bitacora_evento FOR EACH ROW EXECUTE FUNCTION bitacora_negar();
CREATE TRIGGER evento_no_vaciar BEFORE TRUNCATE ON bitacora_evento EXECUTE FUNCTION bitacora_negar();
CREATE TRIGGER cabeza_cuidar BEFORE INSERT OR UPDATE ON bitacora_cabeza
  FOR EACH ROW EXECUTE FUNCTION bitacora_cuidar_cabeza();
CREATE TRIGGER cabeza_negar BEFORE DELETE ON bitacora_cabeza FOR EACH ROW EXECUTE FUNCTION bitacora_negar();
CREATE TRIGGER cabeza_no_vaciar BEFORE TRUNCATE ON bitacora_cabeza EXECUTE FUNCTION bitacora_negar();
CREATE TRIGGER acceso_negar BEFORE UPDATE OR DELETE ON bitacora_acceso FOR EACH ROW EXECUTE FUNCTION bitacora_negar();
CREATE TRIGGER acceso_no_vaciar BEFORE TRUNCATE ON bitacora_acceso EXECUTE FUNCTION bitacora_negar();
CREATE TRIGGER origen_negar BEFORE UPDATE ON bitacora_origen FOR EACH ROW EXECUTE FUNCTION bitacora_negar();
CREATE TRIGGER origen_no_vaciar BEFORE TRUNCATE ON bitacora_origen EXECUTE FUNCTION bitacora_negar();
"""

# portal/roles.sql gives portal_app SELECT, INSERT, UPDATE and DELETE on every new table; here it is taken back.
PERMISOS = """
INSERT INTO bitacora_ajuste (unico, desfase_maximo_segundos) VALUES (true, 5);
REVOKE ALL ON bitacora_evento, bitacora_cabeza, bitacora_acceso, bitacora_origen, bitacora_ajuste FROM PUBLIC, portal_app;
GRANT SELECT, INSERT ON bitacora_evento, bitacora_acceso, bitacora_origen TO portal_app;
GRANT SELECT ON bitacora_cabeza, bitacora_ajuste TO portal_app;
REVOKE ALL ON FUNCTION bitacora_canon, bitacora_tomar_cabeza, bitacora_sellar, bitacora_negar, bitacora_cuidar_cabeza
  FROM PUBLIC, portal_app;
GRANT EXECUTE ON FUNCTION bitacora_tomar_cabeza TO portal_app;
"""


class Migration(migrations.Migration):
    dependencies = [("bitacora", "0001_initial")]
    operations = [migrations.RunSQL(FUNCIONES), migrations.RunSQL(DISPARADORES), migrations.RunSQL(PERMISOS)]
