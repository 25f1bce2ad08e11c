"""The indexes of the lists (``solicitudes.models.indices``), and away with those that no query reads.

The one on the beginning of ``folio`` repeats its unique key, whose collation is "C" already.
"""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("catalogo", "0004_formularios_en_blanco"),
        ("solicitudes", "0013_textos_guardados"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RunSQL(
            "DROP INDEX IF EXISTS solicitudes_solicitud_folio_73f3a5a1_like",
            "CREATE INDEX solicitudes_solicitud_folio_73f3a5a1_like"
            " ON solicitudes_solicitud (folio varchar_pattern_ops)",
        ),
        migrations.RemoveIndex(
            model_name="solicitud",
            name="bandeja",
        ),
        migrations.RemoveIndex(
            model_name="solicitud",
            name="bandeja_estado",
        ),
        migrations.RemoveIndex(
            model_name="solicitud",
            name="todas_por_envio",
        ),
        migrations.RemoveIndex(
            model_name="solicitud",
            name="por_cliente",
        ),
        migrations.AlterField(
            model_name="solicitud",
            name="asignada_a",
            field=models.ForeignKey(
                blank=True,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="asignadas",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AlterField(
            model_name="solicitud",
            name="caso",
            field=models.SlugField(
                blank=True, db_index=False, max_length=40, verbose_name="caso del plazo de respuesta"
            ),
        ),
        migrations.AlterField(
            model_name="solicitud",
            name="comuna",
            field=models.ForeignKey(
                db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="catalogo.comuna"
            ),
        ),
        migrations.AlterField(
            model_name="solicitud",
            name="distribuidora",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="solicitudes",
                to="catalogo.distribuidora",
            ),
        ),
        migrations.AlterField(
            model_name="solicitud",
            name="obligacion",
            field=models.SlugField(blank=True, db_index=False, max_length=40),
        ),
        migrations.AlterField(
            model_name="solicitud",
            name="solicitante",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="solicitudes",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddIndex(
            model_name="solicitud",
            index=models.Index(
                models.F("distribuidora"),
                models.OrderBy(models.F("enviada_en"), descending=True),
                models.OrderBy(models.F("id"), descending=True),
                include=("estado", "tipo", "vence_el", "respondida_en"),
                name="bandeja",
            ),
        ),
        migrations.AddIndex(
            model_name="solicitud",
            index=models.Index(
                models.F("distribuidora"),
                models.F("estado"),
                models.OrderBy(models.F("enviada_en"), descending=True),
                models.OrderBy(models.F("id"), descending=True),
                include=("tipo",),
                name="bandeja_estado",
            ),
        ),
        migrations.AddIndex(
            model_name="solicitud",
            index=models.Index(
                models.F("distribuidora"),
                models.F("tipo"),
                models.OrderBy(models.F("enviada_en"), descending=True),
                models.OrderBy(models.F("id"), descending=True),
                include=("estado",),
                name="bandeja_tipo",
            ),
        ),
        migrations.AddIndex(
            model_name="solicitud",
            index=models.Index(
                condition=models.Q(
                    ("estado__in", ("pendiente-respuesta", "pendiente-validacion", "pago-validado")),
                    ("respondida_en", None),
                ),
                fields=["distribuidora", "tipo", "enviada_en", "folio_numero"],
                include=("id", "vence_el"),
                name="en_fila",
            ),
        ),
        migrations.AddIndex(
            model_name="solicitud",
            index=models.Index(
                models.F("asignada_a"),
                models.F("distribuidora"),
                models.OrderBy(models.F("enviada_en"), descending=True),
                models.OrderBy(models.F("id"), descending=True),
                condition=models.Q(("asignada_a__isnull", False)),
                name="asignadas",
            ),
        ),
        migrations.AddIndex(
            model_name="solicitud",
            index=models.Index(
                models.F("distribuidora"),
                models.F("vence_el"),
                models.OrderBy(models.F("enviada_en"), descending=True),
                models.OrderBy(models.F("id"), descending=True),
                condition=models.Q(("vence_el__isnull", False)),
                include=("estado", "aumenta_capacidad"),
                name="por_vencer",
            ),
        ),
        migrations.AddIndex(
            model_name="solicitud",
            index=models.Index(
                models.F("distribuidora"),
                models.OrderBy(models.F("respondida_en"), descending=True),
                models.OrderBy(models.F("enviada_en"), descending=True),
                models.OrderBy(models.F("id"), descending=True),
                condition=models.Q(("respondida_en__isnull", False)),
                name="por_respuesta",
            ),
        ),
        migrations.AddIndex(
            model_name="solicitud",
            index=models.Index(fields=["distribuidora", "folio"], include=("enviada_en", "id"), name="por_folio"),
        ),
        migrations.AddIndex(
            model_name="solicitud",
            index=models.Index(fields=["distribuidora", "folio_numero"], include=("id",), name="por_folio_numero"),
        ),
        migrations.AddIndex(
            model_name="solicitud",
            index=models.Index(
                fields=["distribuidora", "numero_cliente_compacto"], include=("enviada_en", "id"), name="por_cliente"
            ),
        ),
        migrations.AddIndex(
            model_name="solicitud",
            index=models.Index(
                condition=models.Q(("numero_solicitud_compacto__gt", "")),
                fields=["distribuidora", "numero_solicitud_compacto"],
                include=("enviada_en", "id"),
                name="por_numero",
            ),
        ),
        migrations.AddIndex(
            model_name="solicitud",
            index=models.Index(
                models.OrderBy(models.F("enviada_en"), descending=True),
                models.OrderBy(models.F("id"), descending=True),
                include=("estado", "tipo"),
                name="todas_por_envio",
            ),
        ),
    ]
