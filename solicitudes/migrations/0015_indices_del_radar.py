"""Indexes from which the radar and the panel count: what falls due, what is owed, what is locked or out of turn."""

from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("catalogo", "0004_formularios_en_blanco"),
        ("solicitudes", "0014_indices_de_las_listas"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RemoveIndex(
            model_name="solicitud",
            name="por_vencimiento",
        ),
        migrations.AddIndex(
            model_name="obligacion",
            index=models.Index(
                condition=models.Q(("clase", "validacion"), ("fin", "vencida")),
                fields=["termina_en", "solicitud"],
                name="pagos_aceptados_por_plazo",
            ),
        ),
        migrations.AddIndex(
            model_name="solicitud",
            index=models.Index(
                condition=models.Q(("vence_el__isnull", False)),
                fields=["vence_el", "distribuidora"],
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
                fields=["plazo_respuesta_el", "distribuidora"],
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
                fields=["respondida_en", "distribuidora"],
                include=("tipo",),
                name="radar_trabadas",
            ),
        ),
        migrations.AddIndex(
            model_name="solicitud",
            index=models.Index(
                condition=models.Q(("fuera_de_orden", True)),
                fields=["respondida_en", "distribuidora"],
                include=("tipo",),
                name="radar_fuera_de_orden",
            ),
        ),
    ]
