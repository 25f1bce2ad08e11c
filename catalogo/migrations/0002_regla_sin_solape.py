"""Two terms of one case never rule on the same day, whatever writes them.

An exclusion over text needs the extension btree_gist, which the embedded server lacks (contrato.md): the
case enters as a range of one number, its hash.
"""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("catalogo", "0001_initial")]

    operations = [
        migrations.RunSQL(
            """
            ALTER TABLE catalogo_reglaplazo ADD CONSTRAINT regla_sin_solape EXCLUDE USING gist (
                int8range(hashtextextended(caso::text, 0), hashtextextended(caso::text, 0), '[]') WITH &&,
                daterange(vigente_desde, vigente_hasta, '[]') WITH &&
            )
            """,
            "ALTER TABLE catalogo_reglaplazo DROP CONSTRAINT regla_sin_solape",
        )
    ]
