from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("archivos", "0001_initial")]

    operations = [
        migrations.AddField(
            model_name="archivo",
            name="borrado_en",
            field=models.DateTimeField(blank=True, null=True, verbose_name="contenido borrado"),
        ),
    ]
