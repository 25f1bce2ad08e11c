"""The register that a distributor loads, links of accounts to supplies, and their powers of attorney."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("archivos", "0001_initial"),
        ("catalogo", "0004_formularios_en_blanco"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Suministro",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("numero", models.CharField(max_length=40, verbose_name="N° de suministro")),
                ("numero_compacto", models.CharField(db_collation="C", max_length=40)),
                ("titular_nombre", models.CharField(max_length=160)),
                (
                    "titular_documento_tipo",
                    models.CharField(choices=[("RUT", "RUT"), ("DNI", "DNI")], default="RUT", max_length=3),
                ),
                ("titular_documento", models.CharField(blank=True, max_length=12)),
                ("direccion", models.CharField(max_length=200, verbose_name="dirección")),
                ("grupo_tarifario", models.CharField(blank=True, max_length=40)),
                (
                    "estado",
                    models.CharField(
                        choices=[("activo", "Activo"), ("suspendido", "Suspendido"), ("retirado", "Retirado")],
                        default="activo",
                        max_length=10,
                    ),
                ),
                ("estado_cobranza", models.CharField(blank=True, max_length=40, verbose_name="estado de cobranza")),
                ("cargado_en", models.DateTimeField(verbose_name="última carga que lo cambió")),
                (
                    "comuna",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="catalogo.comuna",
                    ),
                ),
                (
                    "distribuidora",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="suministros",
                        to="catalogo.distribuidora",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Factura",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("numero", models.CharField(db_collation="C", max_length=30, verbose_name="N° de factura")),
                ("periodo", models.DateField()),
                ("monto", models.PositiveBigIntegerField()),
                ("emitida_el", models.DateField()),
                ("vence_el", models.DateField()),
                (
                    "estado",
                    models.CharField(
                        choices=[("pendiente", "Pendiente"), ("pagada", "Pagada"), ("anulada", "Anulada")],
                        default="pendiente",
                        max_length=10,
                    ),
                ),
                ("referencia", models.CharField(blank=True, max_length=40, verbose_name="referencia de pago")),
                (
                    "archivo",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="archivos.archivo",
                    ),
                ),
                (
                    "suministro",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="facturas",
                        to="suministros.suministro",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Vinculo",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "estado",
                    models.CharField(
                        choices=[
                            ("en-analisis", "En análisis"),
                            ("validado", "Validado"),
                            ("no-legible", "No legible"),
                            ("rechazado", "Rechazado"),
                        ],
                        default="en-analisis",
                        max_length=12,
                    ),
                ),
                ("asociado_en", models.DateTimeField()),
                ("resuelto_en", models.DateTimeField(blank=True, null=True)),
                ("retirado_en", models.DateTimeField(blank=True, null=True)),
                (
                    "suministro",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="vinculos",
                        to="suministros.suministro",
                    ),
                ),
                (
                    "usuario",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="vinculos",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "vínculo",
                "ordering": ["-asociado_en", "-id"],
            },
        ),
        migrations.CreateModel(
            name="PoderSuministro",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "estado",
                    models.CharField(
                        choices=[
                            ("en-analisis", "En análisis"),
                            ("validado", "Validado"),
                            ("no-legible", "No legible"),
                            ("rechazado", "Rechazado"),
                        ],
                        default="en-analisis",
                        max_length=12,
                    ),
                ),
                ("enviado_en", models.DateTimeField()),
                ("decidido_en", models.DateTimeField(blank=True, null=True)),
                ("motivo", models.CharField(blank=True, default="", max_length=300)),
                ("reemplazado_en", models.DateTimeField(blank=True, null=True)),
                (
                    "archivo",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="archivos.archivo"
                    ),
                ),
                (
                    "decidido_por",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "vinculo",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="poderes", to="suministros.vinculo"
                    ),
                ),
            ],
            options={
                "verbose_name": "poder",
                "verbose_name_plural": "poderes",
                "ordering": ["-enviado_en", "-id"],
            },
        ),
        migrations.AddConstraint(
            model_name="suministro",
            constraint=models.UniqueConstraint(
                fields=("distribuidora", "numero_compacto"), name="suministro_uno_por_numero"
            ),
        ),
        migrations.AddConstraint(
            model_name="suministro",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("numero_compacto__regex", "^[^\\s.A-Z]+$"), models.Q(("numero", ""), _negated=True)
                ),
                name="suministro_numero_compacto",
            ),
        ),
        migrations.AddConstraint(
            model_name="suministro",
            constraint=models.CheckConstraint(
                condition=models.Q(("estado__in", ["activo", "suspendido", "retirado"])),
                name="suministro_estado_conocido",
            ),
        ),
        migrations.AddConstraint(
            model_name="suministro",
            constraint=models.CheckConstraint(
                condition=models.Q(("titular_documento_tipo__in", ["RUT", "DNI"])), name="suministro_documento_conocido"
            ),
        ),
        migrations.AddConstraint(
            model_name="suministro",
            constraint=models.CheckConstraint(
                condition=models.Q(("titular_nombre", ""), _negated=True), name="suministro_con_titular"
            ),
        ),
        migrations.AddConstraint(
            model_name="factura",
            constraint=models.UniqueConstraint(fields=("suministro", "numero"), name="factura_una_por_numero"),
        ),
        migrations.AddConstraint(
            model_name="factura",
            constraint=models.CheckConstraint(
                condition=models.Q(("estado__in", ["pendiente", "pagada", "anulada"])), name="factura_estado_conocido"
            ),
        ),
        migrations.AddConstraint(
            model_name="factura",
            constraint=models.CheckConstraint(
                condition=models.Q(("vence_el__gte", models.F("emitida_el"))), name="factura_vence_tras_emitirse"
            ),
        ),
        migrations.AddConstraint(
            model_name="factura",
            constraint=models.CheckConstraint(condition=models.Q(("periodo__day", 1)), name="factura_periodo_mensual"),
        ),
        migrations.AddConstraint(
            model_name="factura",
            constraint=models.CheckConstraint(
                condition=models.Q(("numero", ""), _negated=True), name="factura_con_numero"
            ),
        ),
        migrations.AddConstraint(
            model_name="vinculo",
            constraint=models.UniqueConstraint(
                condition=models.Q(("retirado_en", None)), fields=("usuario", "suministro"), name="vinculo_uno_vigente"
            ),
        ),
        migrations.AddConstraint(
            model_name="vinculo",
            constraint=models.CheckConstraint(
                condition=models.Q(("estado__in", ["en-analisis", "validado", "no-legible", "rechazado"])),
                name="vinculo_estado_conocido",
            ),
        ),
        migrations.AddConstraint(
            model_name="vinculo",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("estado", "en-analisis"), ("resuelto_en", None)),
                    models.Q(models.Q(("estado", "en-analisis"), _negated=True), ("resuelto_en__isnull", False)),
                    _connector="OR",
                ),
                name="vinculo_resuelto_con_fecha",
            ),
        ),
        migrations.AddConstraint(
            model_name="vinculo",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("resuelto_en", None), ("resuelto_en__gte", models.F("asociado_en")), _connector="OR"),
                    models.Q(("retirado_en", None), ("retirado_en__gte", models.F("asociado_en")), _connector="OR"),
                ),
                name="vinculo_tiempos_en_orden",
            ),
        ),
        migrations.AddConstraint(
            model_name="podersuministro",
            constraint=models.UniqueConstraint(
                condition=models.Q(("reemplazado_en", None)), fields=("vinculo",), name="poder_uno_vigente"
            ),
        ),
        migrations.AddConstraint(
            model_name="podersuministro",
            constraint=models.CheckConstraint(
                condition=models.Q(("estado__in", ["en-analisis", "validado", "no-legible", "rechazado"])),
                name="poder_estado_conocido",
            ),
        ),
        migrations.AddConstraint(
            model_name="podersuministro",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("decidido_en__isnull", True), ("decidido_por__isnull", True), ("estado", "en-analisis")),
                    models.Q(
                        models.Q(("estado", "en-analisis"), _negated=True),
                        ("decidido_en__isnull", False),
                        ("decidido_por__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="poder_decidido_por_alguien",
            ),
        ),
        migrations.AddConstraint(
            model_name="podersuministro",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("estado__in", ["no-legible", "rechazado"]), models.Q(("motivo", ""), _negated=True)),
                    models.Q(models.Q(("estado__in", ["no-legible", "rechazado"]), _negated=True), ("motivo", "")),
                    _connector="OR",
                ),
                name="poder_negado_con_motivo",
            ),
        ),
        migrations.AddConstraint(
            model_name="podersuministro",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("decidido_en__isnull", True), ("decidido_en__gte", models.F("enviado_en")), _connector="OR"
                    ),
                    models.Q(
                        ("reemplazado_en__isnull", True),
                        ("reemplazado_en__gte", models.F("enviado_en")),
                        _connector="OR",
                    ),
                ),
                name="poder_tiempos_en_orden",
            ),
        ),
        # A power that was replaced stays as history.
        migrations.RunSQL(
            "REVOKE DELETE ON suministros_podersuministro FROM portal_app;",
            "GRANT DELETE ON suministros_podersuministro TO portal_app;",
        ),
    ]
