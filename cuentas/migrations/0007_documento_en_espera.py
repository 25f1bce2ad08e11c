from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("cuentas", "0006_tipo_del_documento_pedido")]

    operations = [
        migrations.AddIndex(
            model_name="documentoidentidad",
            index=models.Index(
                condition=models.Q(("estado", "en-analisis"), ("reemplazado_en__isnull", True)),
                fields=["enviado_en", "id"],
                name="documento_en_espera",
            ),
        ),
    ]
