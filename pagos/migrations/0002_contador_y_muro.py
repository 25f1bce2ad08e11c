"""The counter's only row, and the wall: what was asked and what was proven is never rewritten or deleted."""

from django.db import migrations

CREAR = """
INSERT INTO pagos_contadorcobro (id, ultimo) VALUES (1, 0);

CREATE FUNCTION pagos_vigilar_cobro() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' OR OLD.retirado_en IS NOT NULL
     OR (NEW.solicitud_id, NEW.referencia, NEW.monto, NEW.explicacion, NEW.cupon_id, NEW.creado_por_id, NEW.creado_en)
     IS DISTINCT FROM
     (OLD.solicitud_id, OLD.referencia, OLD.monto, OLD.explicacion, OLD.cupon_id, OLD.creado_por_id, OLD.creado_en)
  THEN
    RAISE EXCEPTION 'cobro %: un cobro solo se retira, y una vez', OLD.id USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER pagos_cobro_fijo BEFORE UPDATE OR DELETE ON pagos_cobro
  FOR EACH ROW EXECUTE FUNCTION pagos_vigilar_cobro();

CREATE FUNCTION pagos_vigilar_comprobante() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' OR OLD.estado IN ('validado', 'rechazado')
     OR (NEW.cobro_id, NEW.metodo, NEW.archivo_id, NEW.informado_por_id, NEW.informado_en)
     IS DISTINCT FROM (OLD.cobro_id, OLD.metodo, OLD.archivo_id, OLD.informado_por_id, OLD.informado_en)
  THEN
    RAISE EXCEPTION 'comprobante %: lo presentado y lo decidido no cambian', OLD.id USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER pagos_comprobante_fijo BEFORE UPDATE OR DELETE ON pagos_comprobante
  FOR EACH ROW EXECUTE FUNCTION pagos_vigilar_comprobante();

CREATE FUNCTION pagos_vigilar_contador() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' OR NEW.ultimo < OLD.ultimo THEN
    RAISE EXCEPTION 'el contador de cobros no vuelve atrás' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER pagos_contador_avanza BEFORE UPDATE OR DELETE ON pagos_contadorcobro
  FOR EACH ROW EXECUTE FUNCTION pagos_vigilar_contador();
REVOKE DELETE ON pagos_cobro, pagos_comprobante FROM portal_app;
"""
BORRAR = """
GRANT DELETE ON pagos_cobro, pagos_comprobante TO portal_app;
DROP TRIGGER pagos_contador_avanza ON pagos_contadorcobro;
DROP FUNCTION pagos_vigilar_contador();
DROP TRIGGER pagos_comprobante_fijo ON pagos_comprobante;
DROP FUNCTION pagos_vigilar_comprobante();
DROP TRIGGER pagos_cobro_fijo ON pagos_cobro;
DROP FUNCTION pagos_vigilar_cobro();
DELETE FROM pagos_contadorcobro;
"""


class Migration(migrations.Migration):
    dependencies = [("pagos", "0001_cobros")]
    operations = [migrations.RunSQL(CREAR, BORRAR)]
