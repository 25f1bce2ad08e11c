"""Totals of the requests by day, month and year (docs/adr/0012)."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("catalogo", "0004_formularios_en_blanco"),
        ("solicitudes", "0008_otros_documentos_sueltos"),
    ]

    operations = [
        migrations.CreateModel(
            name="TotalDeEnvios",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "grano",
                    models.CharField(
                        choices=[("suelto", "Suelto"), ("diario", "Día"), ("mensual", "Mes"), ("anual", "Año")],
                        max_length=8,
                    ),
                ),
                ("desde", models.DateField()),
                (
                    "tipo",
                    models.CharField(
                        choices=[
                            ("informacion", "Solicitud de Información"),
                            ("conexion", "Solicitud de Conexión"),
                            ("manifestacion", "Manifestación de Conformidad y otros"),
                            ("notificacion", "Notificación de Conexión"),
                        ],
                        max_length=16,
                    ),
                ),
                ("cuantas", models.IntegerField()),
                (
                    "estado",
                    models.CharField(
                        choices=[
                            ("enviado", "Enviado"),
                            ("pendiente-respuesta", "Pendiente de Respuesta"),
                            ("pendiente-pago", "Pendiente de Pago"),
                            ("pendiente-validacion", "Pendiente de Validación"),
                            ("pago-rechazado", "Pago Rechazado"),
                            ("pago-validado", "Pendiente de Respuesta – Pago validado"),
                            ("observada", "Observada"),
                            ("respondido", "Respondido"),
                            ("respondido-automatico", "Respondido automático"),
                            ("anulado", "Anulado"),
                            ("desistida", "Desistida"),
                            ("vencida-solicitud", "Vencida"),
                        ],
                        max_length=24,
                    ),
                ),
                (
                    "distribuidora",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="catalogo.distribuidora",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(condition=models.Q(("grano", "suelto")), fields=["desde"], name="envios_sueltos"),
                    models.Index(condition=models.Q(("cuantas", 0)), fields=["id"], name="envios_en_cero"),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("grano", "suelto"), _negated=True),
                        fields=("grano", "desde", "distribuidora", "tipo", "estado"),
                        name="un_total_de_envios",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("grano__in", ["suelto", "diario", "mensual", "anual"])),
                        name="envios_grano_conocido",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="TotalDeRespuestas",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "grano",
                    models.CharField(
                        choices=[("suelto", "Suelto"), ("diario", "Día"), ("mensual", "Mes"), ("anual", "Año")],
                        max_length=8,
                    ),
                ),
                ("desde", models.DateField()),
                (
                    "tipo",
                    models.CharField(
                        choices=[
                            ("informacion", "Solicitud de Información"),
                            ("conexion", "Solicitud de Conexión"),
                            ("manifestacion", "Manifestación de Conformidad y otros"),
                            ("notificacion", "Notificación de Conexión"),
                        ],
                        max_length=16,
                    ),
                ),
                ("cuantas", models.IntegerField()),
                ("caso", models.CharField(max_length=40)),
                ("en_plazo", models.BooleanField()),
                ("dias", models.PositiveIntegerField()),
                (
                    "distribuidora",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="catalogo.distribuidora",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(condition=models.Q(("grano", "suelto")), fields=["desde"], name="respuestas_sueltas"),
                    models.Index(condition=models.Q(("cuantas", 0)), fields=["id"], name="respuestas_en_cero"),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("grano", "suelto"), _negated=True),
                        fields=("grano", "desde", "distribuidora", "tipo", "caso", "en_plazo", "dias"),
                        name="un_total_de_respuestas",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("grano__in", ["suelto", "diario", "mensual", "anual"])),
                        name="respuestas_grano_conocido",
                    ),
                ],
            },
        ),
    ]
