"""What the clock's sweep asks each minute: what lapses by itself, and whose account already has an acceptance."""

from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):
    dependencies = [("solicitudes", "0010_contar_totales")]
    operations = [
        migrations.AddIndex(
            "solicitud",
            models.Index(
                fields=["estado", "vence_el", "id"],
                name="por_lapso",
                condition=Q(estado__in=["enviado", "observada", "pendiente-validacion"]),
            ),
        ),
        migrations.AddIndex(
            "solicitud",
            models.Index(fields=["solicitante"], name="pago_sin_revisar", condition=Q(pago_sin_revisar=True)),
        ),
    ]
