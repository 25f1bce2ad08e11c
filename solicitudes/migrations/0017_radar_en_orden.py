"""The radar's lists come out of their indexes in order; whose a request is, without reading it."""

from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("catalogo", "0004_formularios_en_blanco"),
        ("solicitudes", "0016_indice_sin_plazo"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RemoveIndex(
            model_name="solicitud",
            name="por_vencimiento",
        ),
        migrations.RemoveIndex(
            model_name="solicitud",
            name="radar_sin_respuesta",
        ),
        migrations.RemoveIndex(
            model_name="solicitud",
            name="radar_trabadas",
        ),
        migrations.RemoveIndex(
            model_name="solicitud",
            name="radar_fuera_de_orden",
        ),
        migrations.AddIndex(
            model_name="solicitud",
            index=models.Index(
                condition=models.Q(("vence_el__isnull", False)),
                fields=["vence_el", "distribuidora", "id"],
                include=("tipo", "obligacion", "aumenta_capacidad"),
                name="por_vencimiento",
            ),
        ),
        migrations.AddIndex(
            model_name="solicitud",
            index=models.Index(
                condition=models.Q(
                    (
                        "estado__in",
                        (
                            "pendiente-respuesta",
                            "pendiente-pago",
                            "pendiente-validacion",
                            "pago-rechazado",
                            "pago-validado",
                        ),
                    ),
                    ("respondida_en", None),
                ),
                fields=["plazo_respuesta_el", "distribuidora", "id"],
                include=("tipo",),
                name="radar_sin_respuesta",
            ),
        ),
        migrations.AddIndex(
            model_name="solicitud",
            index=models.Index(
                condition=models.Q(
                    ("estado__in", ("pendiente-pago", "pendiente-validacion", "pago-rechazado")),
                    ("respondida_en__isnull", False),
                ),
                fields=["respondida_en", "distribuidora", "id"],
                include=("tipo",),
                name="radar_trabadas",
            ),
        ),
        migrations.AddIndex(
            model_name="solicitud",
            index=models.Index(
                condition=models.Q(("fuera_de_orden", True)),
                fields=["respondida_en", "distribuidora", "id"],
                include=("tipo",),
                name="radar_fuera_de_orden",
            ),
        ),
        migrations.AddIndex(
            model_name="solicitud",
            index=models.Index(fields=["id"], include=("distribuidora", "tipo"), name="de_quien"),
        ),
    ]
