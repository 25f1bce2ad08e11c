"""Tells the rows that were there before what happened to them, from their events and their terms."""

from django.db import migrations

_LLENAR = """
UPDATE solicitudes_solicitud SET reclasificada = true WHERE id IN (
    SELECT substr(cadena, length('solicitud:') + 1)::bigint FROM bitacora_evento WHERE tipo = 'CASO_RECLASIFICADO'
);
UPDATE solicitudes_solicitud SET aceptada_por_plazo = true WHERE id IN (
    SELECT solicitud_id FROM solicitudes_obligacion WHERE clase = 'validacion' AND fin = 'vencida'
);
"""


class Migration(migrations.Migration):
    dependencies = [("solicitudes", "0020_hechos_de_las_listas"), ("bitacora", "0001_initial")]
    operations = [migrations.RunSQL(_LLENAR, migrations.RunSQL.noop)]
