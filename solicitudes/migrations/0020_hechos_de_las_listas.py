"""What a list of SEC looks for stands in the row of the request, in the order of the list (``models.indices``)."""

from django.conf import settings
from django.db import migrations, models

_DE_LAS_PESTANAS = ("tipo", "estado", "respondida_en", "vence_el", "aumenta_capacidad", "asignada_a")


def _indice(nombre: str, hecho: str) -> migrations.AddIndex:
    return migrations.AddIndex(
        "solicitud",
        models.Index(
            models.F("enviada_en").desc(),
            models.F("id").desc(),
            name=nombre,
            include=_DE_LAS_PESTANAS,
            condition=models.Q(**{hecho: True}),
        ),
    )


class Migration(migrations.Migration):
    dependencies = [
        ("solicitudes", "0019_pestanas_en_el_indice"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]
    operations = [
        migrations.AddField(
            "solicitud", "reclasificada", models.BooleanField("con otro caso que el primero", default=False)
        ),
        migrations.AddField(
            "solicitud", "aceptada_por_plazo", models.BooleanField("con un pago aceptado por plazo", default=False)
        ),
        _indice("todas_reclasificadas", "reclasificada"),
        _indice("todas_aceptadas", "aceptada_por_plazo"),
        _indice("todas_sin_vigencia", "fuera_de_vigencia"),
    ]
