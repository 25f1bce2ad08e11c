import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("avisos", "0001_initial"),
        ("bitacora", "0002_sello"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="VersionDeMensaje",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("clave", models.SlugField(db_index=False, max_length=60)),
                ("tramite", models.CharField(blank=True, default="", max_length=20, verbose_name="trámite")),
                ("numero", models.PositiveIntegerField()),
                ("asunto", models.CharField(blank=True, max_length=150)),
                ("cuerpo", models.TextField(blank=True, verbose_name="mensaje")),
                ("grabada_en", models.DateTimeField(null=True)),
            ],
            options={
                "ordering": ["clave", "tramite", "numero"],
            },
        ),
        migrations.AlterField(
            model_name="mensajepredefinido",
            name="asunto",
            field=models.CharField(blank=True, max_length=150),
        ),
        migrations.AlterField(
            model_name="mensajepredefinido",
            name="cuerpo",
            field=models.TextField(blank=True, verbose_name="mensaje"),
        ),
        migrations.AddConstraint(
            model_name="mensajepredefinido",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("asunto", ""), ("cuerpo", "")),
                    models.Q(models.Q(("asunto", ""), _negated=True), models.Q(("cuerpo", ""), _negated=True)),
                    _connector="OR",
                ),
                name="mensaje_entero_o_vacio",
            ),
        ),
        migrations.AddField(
            model_name="versiondemensaje",
            name="evento",
            field=models.OneToOneField(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="version_de_mensaje",
                to="bitacora.evento",
            ),
        ),
        migrations.AddField(
            model_name="versiondemensaje",
            name="grabada_por",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddConstraint(
            model_name="versiondemensaje",
            constraint=models.UniqueConstraint(fields=("clave", "tramite", "numero"), name="version_una_por_numero"),
        ),
        migrations.AddConstraint(
            model_name="versiondemensaje",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("evento__isnull", True),
                        ("grabada_en__isnull", True),
                        ("grabada_por__isnull", True),
                        ("numero", 0),
                    ),
                    models.Q(
                        ("evento__isnull", False),
                        ("grabada_en__isnull", False),
                        ("grabada_por__isnull", False),
                        ("numero__gt", 0),
                    ),
                    _connector="OR",
                ),
                name="version_de_alguien",
            ),
        ),
        migrations.RunSQL(
            "REVOKE UPDATE, DELETE ON avisos_versiondemensaje FROM portal_app;",
            "GRANT UPDATE, DELETE ON avisos_versiondemensaje TO portal_app;",
        ),
    ]
