"""What a request may never suffer, whoever writes: an unknown jump of state, another folio, another first answer.

``_aplicar`` is the guard; these triggers are the wall behind it, for a ``QuerySet.update()`` that forgets it
(seguridad.md 4.4). The next migration lists the jumps.
"""

from django.db import migrations

CREAR = """
CREATE TABLE solicitudes_salto (
  tipo varchar(16) NOT NULL, desde varchar(24) NOT NULL, hacia varchar(24) NOT NULL,
  PRIMARY KEY (tipo, desde, hacia)
);
REVOKE INSERT, UPDATE, DELETE ON solicitudes_salto FROM portal_app;

CREATE FUNCTION solicitudes_vigilar_estado() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.estado = OLD.estado THEN RETURN NEW; END IF;
  IF NOT EXISTS (SELECT 1 FROM solicitudes_salto s
                 WHERE s.tipo = NEW.tipo AND s.desde = OLD.estado AND s.hacia = NEW.estado) THEN
    RAISE EXCEPTION 'solicitud %: % no pasa de % a %', OLD.id, NEW.tipo, OLD.estado, NEW.estado
      USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER solicitudes_estado BEFORE UPDATE OF estado ON solicitudes_solicitud
  FOR EACH ROW EXECUTE FUNCTION solicitudes_vigilar_estado();

CREATE FUNCTION solicitudes_vigilar_lo_fijo() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF (NEW.folio, NEW.folio_numero, NEW.tipo, NEW.solicitante_id, NEW.distribuidora_id, NEW.enviada_en)
     IS DISTINCT FROM
     (OLD.folio, OLD.folio_numero, OLD.tipo, OLD.solicitante_id, OLD.distribuidora_id, OLD.enviada_en)
     OR (OLD.respondida_en IS NOT NULL AND NEW.respondida_en IS DISTINCT FROM OLD.respondida_en) THEN
    RAISE EXCEPTION 'solicitud %: el folio, las partes y la fecha de la primera respuesta no cambian', OLD.id
      USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER solicitudes_lo_fijo BEFORE UPDATE ON solicitudes_solicitud
  FOR EACH ROW EXECUTE FUNCTION solicitudes_vigilar_lo_fijo();

CREATE FUNCTION solicitudes_vigilar_respuesta() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' OR (NEW.solicitud_id, NEW.version, NEW.archivo_id, NEW.creada_por_id, NEW.creada_en)
     IS DISTINCT FROM (OLD.solicitud_id, OLD.version, OLD.archivo_id, OLD.creada_por_id, OLD.creada_en) THEN
    RAISE EXCEPTION 'respuesta %: una respuesta no se cambia ni se borra', OLD.id USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER solicitudes_respuesta_fija BEFORE UPDATE OR DELETE ON solicitudes_respuesta
  FOR EACH ROW EXECUTE FUNCTION solicitudes_vigilar_respuesta();
"""

BORRAR = """
DROP TRIGGER solicitudes_respuesta_fija ON solicitudes_respuesta;
DROP FUNCTION solicitudes_vigilar_respuesta();
DROP TRIGGER solicitudes_lo_fijo ON solicitudes_solicitud;
DROP FUNCTION solicitudes_vigilar_lo_fijo();
DROP TRIGGER solicitudes_estado ON solicitudes_solicitud;
DROP FUNCTION solicitudes_vigilar_estado();
DROP TABLE solicitudes_salto;
"""


class Migration(migrations.Migration):
    dependencies = [("solicitudes", "0001_initial")]
    operations = [migrations.RunSQL(CREAR, BORRAR)]
