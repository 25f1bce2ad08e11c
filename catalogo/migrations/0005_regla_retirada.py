"""A rule withdrawn before its first day keeps its row, and no longer counts for what two rules may not share."""

from django.db import migrations, models
from django.db.models import Q

_SIN_SOLAPE = """
ALTER TABLE catalogo_reglaplazo DROP CONSTRAINT regla_sin_solape;
ALTER TABLE catalogo_reglaplazo ADD CONSTRAINT regla_sin_solape EXCLUDE USING gist (
    int8range(hashtextextended(caso::text, 0), hashtextextended(caso::text, 0), '[]') WITH &&,
    daterange(vigente_desde, vigente_hasta, '[]') WITH &&
) {condicion}
"""


class Migration(migrations.Migration):
    dependencies = [("catalogo", "0004_formularios_en_blanco")]

    operations = [
        migrations.AddField("reglaplazo", "retirada", models.BooleanField(db_default=False, default=False)),
        migrations.RemoveConstraint("reglaplazo", "regla_una_por_inicio"),
        migrations.RemoveConstraint("reglaplazo", "regla_una_abierta"),
        migrations.AddConstraint(
            "reglaplazo",
            models.UniqueConstraint(
                fields=["caso", "vigente_desde"], condition=Q(retirada=False), name="regla_una_por_inicio"
            ),
        ),
        migrations.AddConstraint(
            "reglaplazo",
            models.UniqueConstraint(
                fields=["caso"], condition=Q(vigente_hasta=None, retirada=False), name="regla_una_abierta"
            ),
        ),
        migrations.RunSQL(_SIN_SOLAPE.format(condicion="WHERE (NOT retirada)"), _SIN_SOLAPE.format(condicion="")),
    ]
