"""Dates that belong together, and rows that stay.

A CHECK lets NULL through: ``disponible_en >= respondida_en`` held nothing while there was no answer. And a folio
that was given is never missing again (S-13): neither its request nor a version of its papers is deleted.
"""

from django.db import migrations, models
from django.db.models import F, Q

CREAR = """
CREATE FUNCTION solicitudes_negar_borrado() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '%: lo enviado no se borra', TG_TABLE_NAME USING ERRCODE = 'check_violation';
END $$;
CREATE TRIGGER solicitudes_no_borrar BEFORE DELETE ON solicitudes_solicitud
  FOR EACH ROW EXECUTE FUNCTION solicitudes_negar_borrado();
CREATE TRIGGER solicitudes_adjunto_no_borrar BEFORE DELETE ON solicitudes_adjunto
  FOR EACH ROW EXECUTE FUNCTION solicitudes_negar_borrado();

CREATE FUNCTION solicitudes_vigilar_adjunto() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF (NEW.solicitud_id, NEW.codigo, NEW.version, NEW.archivo_id, NEW.creado_en)
     IS DISTINCT FROM (OLD.solicitud_id, OLD.codigo, OLD.version, OLD.archivo_id, OLD.creado_en) THEN
    RAISE EXCEPTION 'adjunto %: lo enviado no se cambia, se corrige con otra versión', OLD.id
      USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER solicitudes_adjunto_fijo BEFORE UPDATE ON solicitudes_adjunto
  FOR EACH ROW EXECUTE FUNCTION solicitudes_vigilar_adjunto();

CREATE FUNCTION solicitudes_vigilar_contador() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' OR NEW.ultimo < OLD.ultimo THEN
    RAISE EXCEPTION 'el contador de folios no vuelve atrás' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER solicitudes_contador_avanza BEFORE UPDATE OR DELETE ON solicitudes_contadorfolio
  FOR EACH ROW EXECUTE FUNCTION solicitudes_vigilar_contador();
"""

BORRAR = """
DROP TRIGGER solicitudes_contador_avanza ON solicitudes_contadorfolio;
DROP FUNCTION solicitudes_vigilar_contador();
DROP TRIGGER solicitudes_adjunto_fijo ON solicitudes_adjunto;
DROP FUNCTION solicitudes_vigilar_adjunto();
DROP TRIGGER solicitudes_adjunto_no_borrar ON solicitudes_adjunto;
DROP TRIGGER solicitudes_no_borrar ON solicitudes_solicitud;
DROP FUNCTION solicitudes_negar_borrado();
"""


class Migration(migrations.Migration):
    dependencies = [("solicitudes", "0003_saltos_y_contador")]
    operations = [
        migrations.RemoveConstraint(model_name="solicitud", name="disponible_despues_de_respondida"),
        migrations.AddConstraint(
            model_name="solicitud",
            constraint=models.CheckConstraint(
                condition=Q(disponible_en=None)
                | Q(tipo="manifestacion")
                | Q(respondida_en__isnull=False, disponible_en__gte=F("respondida_en")),
                name="disponible_despues_de_respondida",
            ),
        ),
        migrations.RemoveConstraint(model_name="solicitud", name="respondido_con_fecha"),
        migrations.AddConstraint(
            model_name="solicitud",
            constraint=models.CheckConstraint(
                condition=~Q(estado__in=["respondido", "respondido-automatico"])
                | Q(tipo="manifestacion")
                | Q(respondida_en__isnull=False),
                name="respondido_con_fecha",
            ),
        ),
        migrations.AddConstraint(
            model_name="solicitud",
            constraint=models.CheckConstraint(
                condition=~Q(tipo="manifestacion") | Q(respondida_en=None), name="manifestacion_sin_respuesta"
            ),
        ),
        migrations.RunSQL(CREAR, BORRAR),
    ]
