"""Counts the requests that were there before their totals."""

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

_CONTAR = """
INSERT INTO {t} (grano, desde, {c}, cuantas)
SELECT g.grano, date_trunc(g.unidad, dia::timestamp)::date, {c}, count(*)
FROM (SELECT *, ({campo} AT TIME ZONE 'America/Santiago')::date AS dia FROM ({origen}) AS hechos) AS dias
CROSS JOIN (VALUES ('diario', 'day'), ('mensual', 'month'), ('anual', 'year')) AS g(grano, unidad)
GROUP BY 1, 2, {c} ORDER BY 1, 2, {c}
"""
_ENVIOS = {
    "t": "solicitudes_totaldeenvios",
    "c": "distribuidora_id, tipo, estado",
    "campo": "enviada_en",
    "origen": "SELECT enviada_en, distribuidora_id, tipo, estado FROM solicitudes_solicitud",
}
_RESPUESTAS = {
    "t": "solicitudes_totalderespuestas",
    "c": "distribuidora_id, tipo, caso, en_plazo, dias",
    "campo": "respondida_en",
    "origen": "SELECT respondida_en, distribuidora_id, tipo, caso, dias_respuesta AS dias,"
    " (respondida_en AT TIME ZONE 'America/Santiago')::date <= plazo_respuesta_el AS en_plazo"
    " FROM solicitudes_solicitud"
    " WHERE respondida_en IS NOT NULL AND plazo_respuesta_el IS NOT NULL AND dias_respuesta IS NOT NULL",
}


def contar(apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
    with editor.connection.cursor() as cursor:
        for tabla in (_ENVIOS, _RESPUESTAS):
            cursor.execute(_CONTAR.format(**tabla))


class Migration(migrations.Migration):
    dependencies = [("solicitudes", "0009_totales")]
    operations = [migrations.RunPython(contar, migrations.RunPython.noop)]
