"""What a distributor writes often, kept in one list for its staff."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("catalogo", "0004_formularios_en_blanco"),
        ("solicitudes", "0012_filtros_guardados"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="TextoGuardado",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("nombre", models.CharField(max_length=80)),
                ("texto", models.TextField(max_length=4000)),
                ("orden", models.PositiveIntegerField()),
                ("cambiado_en", models.DateTimeField()),
                (
                    "cambiado_por",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "distribuidora",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="textos_guardados",
                        to="catalogo.distribuidora",
                    ),
                ),
            ],
            options={
                "ordering": ["orden", "id"],
                "constraints": [
                    models.UniqueConstraint(fields=("distribuidora", "nombre"), name="texto_guardado_nombre_unico"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("nombre", ""), _negated=True), models.Q(("texto", ""), _negated=True)
                        ),
                        name="texto_guardado_escrito",
                    ),
                ],
            },
        ),
    ]
