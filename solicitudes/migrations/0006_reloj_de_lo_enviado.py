"""The clock of what was filed before obligations were rows: until here only Solicitudes de Información, never paid."""

from typing import Any

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from catalogo.plazos import Calendario, dia_en_chile, habiles_entre

CASO = "si-respuesta"


def contar(apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
    base = editor.connection.alias  # the owner's: on the default one this would wait for its own migration for ever
    feriados = apps.get_model("catalogo", "Feriado").objects.using(base).filter(region=None, vigente=True)
    dias = Calendario(dict(feriados.values_list("fecha", "nombre")))
    reglas = apps.get_model("catalogo", "ReglaPlazo").objects.using(base).filter(caso=CASO)
    en_orden = list(reglas.order_by("vigente_desde"))
    obligacion = apps.get_model("solicitudes", "Obligacion")
    for solicitud in apps.get_model("solicitudes", "Solicitud").objects.using(base).iterator():
        _contar_una(solicitud, dias)
        if en_orden and solicitud.plazo_respuesta_el and solicitud.caso == CASO:
            obligacion.objects.using(base).create(**_respuesta(solicitud, en_orden))


def _contar_una(solicitud: Any, dias: Calendario) -> None:
    solicitud.recepcion_el = solicitud.contado_hasta = solicitud.recibida_el
    if solicitud.respondida_en:
        respondida_el = max(solicitud.recibida_el, dia_en_chile(solicitud.respondida_en))
        solicitud.dias_respuesta = habiles_entre(solicitud.recibida_el, respondida_el, dias)
        solicitud.dias_distribuidora = solicitud.dias_respuesta
        solicitud.contado_hasta, solicitud.cerrada_en = respondida_el, solicitud.respondida_en
    solicitud.save(
        update_fields=["recepcion_el", "contado_hasta", "dias_respuesta", "dias_distribuidora", "cerrada_en"]
    )


def _respuesta(solicitud: Any, reglas: list[Any]) -> dict[str, Any]:
    regla = next((r for r in reversed(reglas) if r.vigente_desde <= solicitud.recibida_el), reglas[0])
    return {
        "solicitud": solicitud,
        "clase": "respuesta",
        "caso": CASO,
        "regla": regla,
        "responsable": regla.responsable,
        "comienza_en": solicitud.enviada_en,
        "recibida_el": solicitud.recibida_el,
        "vence_el": solicitud.plazo_respuesta_el,
        "termina_en": solicitud.respondida_en,
        "fin": "cumplida" if solicitud.respondida_en else "",
    }


class Migration(migrations.Migration):
    dependencies = [("solicitudes", "0005_obligaciones_y_gestion")]
    operations = [migrations.RunPython(contar, migrations.RunPython.noop)]
