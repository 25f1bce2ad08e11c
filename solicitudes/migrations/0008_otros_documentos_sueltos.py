"""An expediente may hold many 'otro documento' filed by the form of the MC, beside its one manifestación (S-07)."""

from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):
    dependencies = [("solicitudes", "0007_muro_de_la_gestion")]
    operations = [
        migrations.RemoveConstraint("solicitud", "un_tramite_vivo_por_expediente"),
        migrations.AddConstraint(
            "solicitud",
            models.UniqueConstraint(
                fields=["expediente", "tipo"],
                condition=~Q(estado__in=["anulado", "desistida", "vencida-solicitud"])
                & ~Q(tipo="informacion")
                & ~Q(clase_documento="otro"),
                name="un_tramite_vivo_por_expediente",
            ),
        ),
    ]
