import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Archivo",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("uso", models.CharField(max_length=60)),
                ("nombre", models.CharField(max_length=150)),
                ("extension", models.CharField(max_length=5, verbose_name="extensión")),
                ("tipo", models.CharField(max_length=100)),
                ("bytes", models.PositiveBigIntegerField()),
                ("bytes_recibidos", models.PositiveBigIntegerField(null=True)),
                ("sha256_recibido", models.CharField(max_length=64)),
                ("sha256_guardado", models.CharField(db_index=True, max_length=64)),
                ("creado_en", models.DateTimeField()),
                (
                    "creado_por",
                    models.ForeignKey(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["creado_por", "creado_en"], name="archivo_por_cuenta"),
                    models.Index(fields=["creado_en"], name="archivo_por_edad"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("sha256_recibido__regex", "^[0-9a-f]{64}$")),
                        name="archivo_digesto_recibido",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("sha256_guardado__regex", "^[0-9a-f]{64}$")),
                        name="archivo_digesto_guardado",
                    ),
                    models.CheckConstraint(condition=models.Q(("bytes__gte", 1)), name="archivo_con_contenido"),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("bytes_recibidos__isnull", True), ("bytes_recibidos__gte", 1), _connector="OR"
                        ),
                        name="archivo_recibido_o_propio",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("extension__regex", "^[a-z0-9]{2,5}$")), name="archivo_extension_simple"
                    ),
                ],
            },
        ),
    ]
