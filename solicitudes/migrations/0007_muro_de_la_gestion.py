"""The days are always counted; what people said and asked is never rewritten; an accepted payment may be reverted
after the answer that followed it."""

from django.db import migrations, models

CREAR = """
CREATE FUNCTION solicitudes_negar_cambio() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '%: lo dicho no se cambia ni se borra', TG_TABLE_NAME USING ERRCODE = 'check_violation';
END $$;
CREATE TRIGGER solicitudes_comunicacion_fija BEFORE UPDATE OR DELETE ON solicitudes_comunicacion
  FOR EACH ROW EXECUTE FUNCTION solicitudes_negar_cambio();
CREATE TRIGGER solicitudes_conexion_fija BEFORE UPDATE OR DELETE ON solicitudes_conexion
  FOR EACH ROW EXECUTE FUNCTION solicitudes_negar_cambio();
CREATE TRIGGER solicitudes_documentoobservado_fijo BEFORE UPDATE OR DELETE ON solicitudes_documentoobservado
  FOR EACH ROW EXECUTE FUNCTION solicitudes_negar_cambio();
CREATE TRIGGER solicitudes_observacion_no_borrar BEFORE DELETE ON solicitudes_observacion
  FOR EACH ROW EXECUTE FUNCTION solicitudes_negar_borrado();
CREATE TRIGGER solicitudes_obligacion_no_borrar BEFORE DELETE ON solicitudes_obligacion
  FOR EACH ROW EXECUTE FUNCTION solicitudes_negar_borrado();
INSERT INTO solicitudes_salto (tipo, desde, hacia) VALUES
  ('informacion', 'respondido', 'pago-rechazado'),
  ('conexion', 'respondido', 'pago-rechazado'),
  ('notificacion', 'respondido', 'pago-rechazado');
REVOKE UPDATE, DELETE ON solicitudes_comunicacion, solicitudes_conexion, solicitudes_documentoobservado FROM portal_app;
REVOKE DELETE ON solicitudes_obligacion, solicitudes_observacion FROM portal_app;
"""
BORRAR = """
GRANT UPDATE, DELETE ON solicitudes_comunicacion, solicitudes_conexion, solicitudes_documentoobservado TO portal_app;
GRANT DELETE ON solicitudes_obligacion, solicitudes_observacion TO portal_app;
DELETE FROM solicitudes_salto WHERE desde = 'respondido' AND hacia = 'pago-rechazado';
DROP TRIGGER solicitudes_obligacion_no_borrar ON solicitudes_obligacion;
DROP TRIGGER solicitudes_observacion_no_borrar ON solicitudes_observacion;
DROP TRIGGER solicitudes_documentoobservado_fijo ON solicitudes_documentoobservado;
DROP TRIGGER solicitudes_conexion_fija ON solicitudes_conexion;
DROP TRIGGER solicitudes_comunicacion_fija ON solicitudes_comunicacion;
DROP FUNCTION solicitudes_negar_cambio();
"""


class Migration(migrations.Migration):
    dependencies = [("solicitudes", "0006_reloj_de_lo_enviado")]
    operations = [
        migrations.AlterField("solicitud", "contado_hasta", models.DateField()),
        migrations.AlterField("solicitud", "recepcion_el", models.DateField(verbose_name="última recepción")),
        migrations.RunSQL(CREAR, BORRAR),
    ]
