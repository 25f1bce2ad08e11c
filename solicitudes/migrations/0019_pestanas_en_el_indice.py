"""The indexes of the long lists hold what tells the tab of each row (``models.indices``)."""

from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("catalogo", "0004_formularios_en_blanco"),
        ("solicitudes", "0018_por_vencer_en_fila"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RemoveIndex(
            model_name="solicitud",
            name="bandeja",
        ),
        migrations.RemoveIndex(
            model_name="solicitud",
            name="por_respuesta",
        ),
        migrations.RemoveIndex(
            model_name="solicitud",
            name="por_numero",
        ),
        migrations.RemoveIndex(
            model_name="solicitud",
            name="sin_plazo",
        ),
        migrations.RemoveIndex(
            model_name="solicitud",
            name="por_vencer",
        ),
        migrations.AddIndex(
            model_name="solicitud",
            index=models.Index(
                models.F("distribuidora"),
                models.OrderBy(models.F("enviada_en"), descending=True),
                models.OrderBy(models.F("id"), descending=True),
                include=(
                    "tipo",
                    "cerrada_en",
                    "estado",
                    "respondida_en",
                    "vence_el",
                    "aumenta_capacidad",
                    "asignada_a",
                ),
                name="bandeja",
            ),
        ),
        migrations.AddIndex(
            model_name="solicitud",
            index=models.Index(
                models.F("distribuidora"),
                models.F("vence_el"),
                models.F("enviada_en"),
                models.F("id"),
                condition=models.Q(("vence_el__isnull", False)),
                include=("estado", "respondida_en", "aumenta_capacidad", "asignada_a"),
                name="por_vencer",
            ),
        ),
        migrations.AddIndex(
            model_name="solicitud",
            index=models.Index(
                models.F("distribuidora"),
                models.OrderBy(models.F("enviada_en"), descending=True),
                models.OrderBy(models.F("id"), descending=True),
                condition=models.Q(
                    ("estado__in", ["anulado", "desistida", "vencida-solicitud"]),
                    models.Q(
                        models.Q(("estado__in", ["anulado", "desistida", "vencida-solicitud"]), _negated=True),
                        models.Q(("estado", "observada"), _negated=True),
                        ("vence_el", None),
                        models.Q(
                            ("respondida_en__isnull", False),
                            models.Q(("cerrada_en__isnull", False), ("tipo", "manifestacion")),
                            _connector="OR",
                            _negated=True,
                        ),
                    ),
                    models.Q(("aumenta_capacidad", False), ("estado", "enviado"), ("vence_el__isnull", False)),
                    _connector="OR",
                ),
                include=("estado", "respondida_en", "vence_el", "aumenta_capacidad", "asignada_a"),
                name="sin_plazo",
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
                include=("estado", "vence_el", "aumenta_capacidad", "asignada_a"),
                name="por_respuesta",
            ),
        ),
        migrations.AddIndex(
            model_name="solicitud",
            index=models.Index(
                condition=models.Q(("numero_solicitud_compacto__gt", "")),
                fields=["distribuidora", "numero_solicitud_compacto"],
                include=("enviada_en", "id", "estado", "respondida_en", "vence_el", "aumenta_capacidad", "asignada_a"),
                name="por_numero",
            ),
        ),
    ]
