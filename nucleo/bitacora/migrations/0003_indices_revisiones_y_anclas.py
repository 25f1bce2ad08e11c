import django.contrib.postgres.indexes
import django.db.models.deletion
import django.db.models.functions.datetime
from django.conf import settings
from django.db import migrations, models

PROTECCION = """
CREATE TRIGGER revision_negar BEFORE UPDATE OR DELETE ON bitacora_revision FOR EACH ROW EXECUTE FUNCTION bitacora_negar();
CREATE TRIGGER revision_no_vaciar BEFORE TRUNCATE ON bitacora_revision EXECUTE FUNCTION bitacora_negar();
CREATE TRIGGER ancla_negar BEFORE UPDATE OR DELETE ON bitacora_ancla FOR EACH ROW EXECUTE FUNCTION bitacora_negar();
CREATE TRIGGER ancla_no_vaciar BEFORE TRUNCATE ON bitacora_ancla EXECUTE FUNCTION bitacora_negar();
REVOKE ALL ON bitacora_revision, bitacora_ancla FROM PUBLIC, portal_app;
GRANT SELECT, INSERT ON bitacora_revision, bitacora_ancla TO portal_app;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("bitacora", "0002_sello"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Ancla",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("dia", models.DateField(unique=True)),
                ("previa", models.BinaryField()),
                ("cadenas", models.PositiveBigIntegerField()),
                ("huella", models.BinaryField()),
                ("firma", models.BinaryField(default=b"")),
                ("creada_en", models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
            ],
            options={
                "ordering": ["dia"],
            },
        ),
        migrations.CreateModel(
            name="Revision",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("empezada", models.DateTimeField()),
                ("terminada", models.DateTimeField(db_index=True)),
                ("cadenas", models.PositiveBigIntegerField()),
                ("eventos", models.PositiveBigIntegerField()),
                ("roturas", models.PositiveIntegerField()),
                ("primera", models.CharField(blank=True, max_length=300)),
            ],
        ),
        migrations.AlterField(
            model_name="acceso",
            name="usuario",
            field=models.ForeignKey(
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AlterField(
            model_name="evento",
            name="actor",
            field=models.ForeignKey(
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddIndex(
            model_name="acceso",
            index=models.Index(fields=["-cuando", "-id"], name="acceso_cuando"),
        ),
        migrations.AddIndex(
            model_name="acceso",
            index=models.Index(fields=["usuario", "-cuando", "-id"], name="acceso_del_usuario"),
        ),
        migrations.AddIndex(
            model_name="evento",
            index=models.Index(
                condition=models.Q(("cadena__startswith", "solicitud:"), _negated=True),
                fields=["-ocurrido", "-id"],
                name="evento_de_gestion",
            ),
        ),
        migrations.AddIndex(
            model_name="evento",
            index=models.Index(fields=["actor", "-ocurrido", "-id"], name="evento_del_actor"),
        ),
        migrations.AddIndex(
            model_name="evento",
            index=django.contrib.postgres.indexes.BrinIndex(
                fields=["registrado"], name="evento_por_dia", pages_per_range=32
            ),
        ),
        migrations.RunSQL(PROTECCION, migrations.RunSQL.noop),
    ]
