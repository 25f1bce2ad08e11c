"""What was filed and what was answered, with every version."""

from django.conf import settings
from django.db import models

from nucleo.archivos.models import Archivo
from solicitudes.models.campos import kw
from solicitudes.models.solicitud import Solicitud

_CUENTA = settings.AUTH_USER_MODEL


class Adjunto(models.Model):
    """A document of a request. A corrected one is a new version; the old rows stay (reglas.md 2)."""

    solicitud = models.ForeignKey(Solicitud, models.PROTECT, related_name="adjuntos")
    codigo = models.SlugField("código", max_length=32)
    nombre = models.CharField(max_length=120)
    archivo = models.ForeignKey(Archivo, models.PROTECT, related_name="+")
    version = models.PositiveSmallIntegerField(default=1)
    creado_en = models.DateTimeField()

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["solicitud", "codigo", "version"],
                name="adjunto_una_vez_por_version",
            )
        ]


class Respuesta(models.Model):
    """What the distributor answered. Version 1 never changes; a complement is one more (DS 57 art. 79).

    ``disponible_en`` is the lock: without it nobody of the applicant's side reaches the file (P-05).
    """

    solicitud = models.ForeignKey(Solicitud, models.PROTECT, related_name="respuestas")
    version = models.PositiveSmallIntegerField(default=1)
    archivo = models.ForeignKey(Archivo, models.PROTECT, related_name="+")
    comentario = models.TextField(max_length=4000, blank=True)
    creada_por = models.ForeignKey(_CUENTA, models.PROTECT, related_name="+")
    creada_en = models.DateTimeField()
    disponible_en = models.DateTimeField(null=True, blank=True)
    # What the decree wants of an answer as data (arts. 17, 21 and 29); every one may be unknown.
    capacidad_conexion = kw("capacidad de conexión")
    capacidad_permitida = kw("capacidad instalada permitida, CIP")
    inyeccion_permitida = kw("inyección permitida")
    obras = models.TextField("obras necesarias", max_length=1000, blank=True)
    obras_costo = models.PositiveBigIntegerField("costo de las obras, en pesos", null=True, blank=True)
    obras_dias = models.PositiveIntegerField("plazo de las obras, en días hábiles", null=True, blank=True)
    manifestacion_necesaria = models.BooleanField(null=True, blank=True)
    conexion_acordada_en = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["version"]
        constraints = [models.UniqueConstraint(fields=["solicitud", "version"], name="respuesta_una_vez_por_version")]
