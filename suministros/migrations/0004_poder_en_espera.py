from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("suministros", "0003_cargas")]

    operations = [
        migrations.AddIndex(
            model_name="podersuministro",
            index=models.Index(
                condition=models.Q(("estado", "en-analisis"), ("reemplazado_en__isnull", True)),
                fields=["enviado_en", "id"],
                name="poder_en_espera",
            ),
        ),
    ]
