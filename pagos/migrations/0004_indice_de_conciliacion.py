"""The reconciliation sheet reads the payments of a period."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("pagos", "0003_cartolas")]
    operations = [
        migrations.AddIndex(
            model_name="cobro",
            index=models.Index(fields=["-creado_en", "-id"], name="cobro_por_fecha"),
        ),
    ]
