"""Of what falls due on one day, the one that came first stands first, in the index too."""

from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("catalogo", "0004_formularios_en_blanco"),
        ("solicitudes", "0017_radar_en_orden"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RemoveIndex(
            model_name="solicitud",
            name="por_vencer",
        ),
        migrations.AddIndex(
            model_name="solicitud",
            index=models.Index(
                models.F("distribuidora"),
                models.F("vence_el"),
                models.F("enviada_en"),
                models.F("id"),
                condition=models.Q(("vence_el__isnull", False)),
                include=("estado", "aumenta_capacidad", "asignada_a"),
                name="por_vencer",
            ),
        ),
    ]
