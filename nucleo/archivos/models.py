"""One row per received or generated file. The bytes live in the private store, named by their digest."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q

_DIGESTO = r"^[0-9a-f]{64}$"


class Archivo(models.Model):
    """A file of somebody, for one use.

    ``uso`` says what for and who decides about it (``puertas``): ``solicitud.adjunto``, ``trabajo``.
    ``nombre`` is the cleaned name that people read; no path is ever made of it. Images are stored
    re-encoded, so the digest as received (evidence of what was sent) and as stored (name in the store) may
    differ; all else is stored byte for byte. ``bytes_recibidos`` is null for what the portal made itself.
    ``borrado_en``: its content was erased on purpose (``retiro``); the row stays and proves by its digest what it was.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    uso = models.CharField(max_length=60)
    nombre = models.CharField(max_length=150)
    extension = models.CharField("extensión", max_length=5)
    tipo = models.CharField(max_length=100)
    bytes = models.PositiveBigIntegerField()
    bytes_recibidos = models.PositiveBigIntegerField(null=True)
    sha256_recibido = models.CharField(max_length=64)
    sha256_guardado = models.CharField(max_length=64, db_index=True)
    creado_en = models.DateTimeField()
    borrado_en = models.DateTimeField("contenido borrado", null=True, blank=True)
    creado_por = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )

    class Meta:
        indexes = [
            # The quota counts one account's files of the last day; the sweep walks by age.
            models.Index(fields=["creado_por", "creado_en"], name="archivo_por_cuenta"),
            models.Index(fields=["creado_en"], name="archivo_por_edad"),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(sha256_recibido__regex=_DIGESTO), name="archivo_digesto_recibido"),
            models.CheckConstraint(condition=Q(sha256_guardado__regex=_DIGESTO), name="archivo_digesto_guardado"),
            models.CheckConstraint(condition=Q(bytes__gte=1), name="archivo_con_contenido"),
            models.CheckConstraint(
                condition=Q(bytes_recibidos__isnull=True) | Q(bytes_recibidos__gte=1), name="archivo_recibido_o_propio"
            ),
            models.CheckConstraint(condition=Q(extension__regex=r"^[a-z0-9]{2,5}$"), name="archivo_extension_simple"),
        ]

    def __str__(self) -> str:
        return self.nombre
