"""Forms not filed yet."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q

from nucleo.archivos.models import Archivo
from solicitudes.estados import Tipo
from solicitudes.models.expedientes import Expediente

_CUENTA = settings.AUTH_USER_MODEL


class Borrador(models.Model):
    """A form not filed yet: no folio, seen by its owner only, erased 30 days after its last touch (reglas.md 6).

    ``datos`` keeps what was typed, right or wrong, by the field's name.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    dueno = models.ForeignKey(_CUENTA, models.PROTECT, related_name="borradores")
    tipo = models.CharField(max_length=16, choices=Tipo)
    expediente = models.ForeignKey(Expediente, models.PROTECT, null=True, blank=True, related_name="+")
    datos = models.JSONField(default=dict)
    creado_en = models.DateTimeField()
    tocado_en = models.DateTimeField()

    class Meta:
        ordering = ["-tocado_en"]
        indexes = [models.Index(fields=["dueno", "-tocado_en"], name="borradores_de")]
        constraints = [models.CheckConstraint(condition=Q(tipo__in=Tipo.values), name="borrador_tipo_conocido")]


class BorradorArchivo(models.Model):
    """A file already received for a draft; filing hands the same Archivo to the request."""

    borrador = models.ForeignKey(Borrador, models.CASCADE, related_name="archivos")
    codigo = models.SlugField("código", max_length=32)
    archivo = models.ForeignKey(Archivo, models.PROTECT, related_name="+")
    creado_en = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["borrador", "codigo"], name="un_archivo_por_documento")]
