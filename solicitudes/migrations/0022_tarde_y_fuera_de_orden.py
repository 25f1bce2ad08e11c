"""Two more lists of SEC in their order: what was answered late, and out of turn (``models.indices``)."""

from django.conf import settings
from django.db import migrations, models
from django.db.models.functions import TruncDate

from nucleo.comun.reloj import CHILE

_DE_LAS_PESTANAS = ("tipo", "estado", "respondida_en", "vence_el", "aumenta_capacidad", "asignada_a")


def _indice(nombre: str, condicion: models.Q) -> migrations.AddIndex:
    return migrations.AddIndex(
        "solicitud",
        models.Index(
            models.F("enviada_en").desc(),
            models.F("id").desc(),
            name=nombre,
            include=_DE_LAS_PESTANAS,
            condition=condicion,
        ),
    )


class Migration(migrations.Migration):
    dependencies = [
        ("solicitudes", "0021_llenar_hechos_de_las_listas"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]
    operations = [
        _indice("todas_tarde", models.Q(plazo_respuesta_el__lt=TruncDate("respondida_en", tzinfo=CHILE))),
        _indice("todas_fuera_de_orden", models.Q(fuera_de_orden=True)),
    ]
