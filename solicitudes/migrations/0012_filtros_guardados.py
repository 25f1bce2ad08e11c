"""The filters that one person of the staff keeps of the inbox."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("solicitudes", "0011_lo_que_vence_solo"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="FiltroGuardado",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("nombre", models.CharField(max_length=40)),
                ("plegado", models.CharField(db_collation="C", max_length=120)),
                ("lugar", models.PositiveSmallIntegerField()),
                ("consulta", models.JSONField()),
                (
                    "usuario",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="filtros", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "ordering": ["lugar"],
                "constraints": [
                    models.UniqueConstraint(fields=("usuario", "plegado"), name="filtro_con_nombre_propio"),
                    models.UniqueConstraint(fields=("usuario", "lugar"), name="un_filtro_por_lugar"),
                    models.CheckConstraint(condition=models.Q(("lugar__range", (1, 10))), name="filtro_en_sus_lugares"),
                    models.CheckConstraint(
                        condition=models.Q(("plegado", ""), _negated=True), name="filtro_con_nombre"
                    ),
                ],
            },
        ),
    ]
