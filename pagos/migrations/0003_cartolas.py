"""Bank statements: their digest, which columns they have, and the credits that may be a payment."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("catalogo", "0004_formularios_en_blanco"),
        ("pagos", "0002_contador_y_muro"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Cartola",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("huella", models.CharField(max_length=64)),
                ("nombre", models.CharField(max_length=255)),
                ("subida_en", models.DateTimeField()),
                ("cargos", models.PositiveIntegerField()),
                ("repetidas", models.PositiveIntegerField()),
                ("ilegibles", models.JSONField()),
                ("total_ilegibles", models.PositiveIntegerField()),
                (
                    "distribuidora",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="catalogo.distribuidora"
                    ),
                ),
                (
                    "subida_por",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "ordering": ["-subida_en", "-id"],
            },
        ),
        migrations.CreateModel(
            name="FormatoCartola",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("encabezado", models.JSONField()),
                ("fecha", models.PositiveSmallIntegerField()),
                ("monto", models.PositiveSmallIntegerField()),
                ("texto", models.PositiveSmallIntegerField()),
                (
                    "distribuidora",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="catalogo.distribuidora"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="LineaCartola",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("numero", models.PositiveIntegerField(verbose_name="línea del archivo")),
                ("fecha", models.DateField()),
                ("monto", models.PositiveBigIntegerField(verbose_name="monto, en pesos")),
                ("texto", models.CharField(blank=True, max_length=300)),
                ("huella", models.CharField(max_length=64, unique=True)),
                ("varias", models.BooleanField(default=False)),
                ("aplicada_en", models.DateTimeField(blank=True, null=True)),
                (
                    "aplicada_por",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "cartola",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="lineas", to="pagos.cartola"
                    ),
                ),
                (
                    "cobro",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="pagos.cobro",
                    ),
                ),
                (
                    "comprobante",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="pagos.comprobante",
                    ),
                ),
            ],
            options={
                "ordering": ["numero"],
            },
        ),
        migrations.AddIndex(
            model_name="cartola",
            index=models.Index(fields=["distribuidora", "-subida_en", "-id"], name="cartola_por_distribuidora"),
        ),
        migrations.AddConstraint(
            model_name="cartola",
            constraint=models.UniqueConstraint(fields=("distribuidora", "huella"), name="cartola_una_vez"),
        ),
        migrations.AddConstraint(
            model_name="cartola",
            constraint=models.CheckConstraint(
                condition=models.Q(("huella__regex", "^[0-9a-f]{64}$")), name="cartola_huella"
            ),
        ),
        migrations.AddConstraint(
            model_name="lineacartola",
            constraint=models.UniqueConstraint(fields=("cartola", "numero"), name="linea_una_vez_por_cartola"),
        ),
        migrations.AddConstraint(
            model_name="lineacartola",
            constraint=models.CheckConstraint(condition=models.Q(("monto__gte", 1)), name="linea_es_abono"),
        ),
        migrations.AddConstraint(
            model_name="lineacartola",
            constraint=models.CheckConstraint(
                condition=models.Q(("varias", False), ("cobro", None), _connector="OR"), name="linea_con_un_cobro"
            ),
        ),
        migrations.AddConstraint(
            model_name="lineacartola",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("aplicada_en", None), ("aplicada_por", None), ("comprobante", None)),
                    models.Q(
                        ("aplicada_en__isnull", False), ("aplicada_por__isnull", False), ("comprobante__isnull", False)
                    ),
                    _connector="OR",
                ),
                name="linea_aplicada_entera",
            ),
        ),
    ]
