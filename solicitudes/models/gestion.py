"""What the parties say and ask of each other between filing and the end."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from nucleo.archivos.models import Archivo
from nucleo.bitacora.models import Evento
from solicitudes.models.solicitud import Solicitud

_CUENTA = settings.AUTH_USER_MODEL


class TextoDeEvento(models.Model):
    """What somebody wrote for an event: a reason, a note. Erasable; the chain keeps only its salted digest."""

    evento = models.OneToOneField(Evento, models.PROTECT, related_name="texto_de_solicitud")
    solicitud = models.ForeignKey(Solicitud, models.PROTECT, related_name="textos")
    texto = models.TextField(max_length=4000)
    sal = models.BinaryField(max_length=16)

    class Meta:
        constraints = [models.CheckConstraint(condition=~Q(texto=""), name="texto_de_evento_escrito")]


class Observacion(models.Model):
    """A correction asked for: which documents and why (DS 57 arts. 13 and 28), or the objection to an MC (art. 20).

    ``motivo`` of the whole stands in the event's text. ``tarde``: asked after its term, which SEC sees.
    """

    solicitud = models.ForeignKey(Solicitud, models.PROTECT, related_name="observaciones")
    propiedad_conjunta = models.BooleanField(default=False)
    tarde = models.BooleanField(default=False)
    creada_por = models.ForeignKey(_CUENTA, models.PROTECT, related_name="+")
    creada_en = models.DateTimeField()
    corregida_en = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["id"]


class DocumentoObservado(models.Model):
    """One document to correct, with its reason."""

    observacion = models.ForeignKey(Observacion, models.PROTECT, related_name="documentos")
    codigo = models.SlugField("código", max_length=32)
    nombre = models.CharField(max_length=120)
    motivo = models.TextField(max_length=1000, blank=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["observacion", "codigo"], name="documento_observado_una_vez"),
        ]


class Comunicacion(models.Model):
    """A message of the distributor about a request, or the applicant's reply (D-06, D-09).

    Its event holds the digest of ``sal`` and ``texto``.
    """

    solicitud = models.ForeignKey(Solicitud, models.PROTECT, related_name="comunicaciones")
    autor = models.ForeignKey(_CUENTA, models.PROTECT, related_name="+")
    de_la_distribuidora = models.BooleanField()
    texto = models.CharField(max_length=300)
    sal = models.BinaryField(max_length=16)
    archivo = models.ForeignKey(Archivo, models.PROTECT, null=True, blank=True, related_name="+")
    creada_en = models.DateTimeField()

    class Meta:
        ordering = ["id"]
        constraints = [models.CheckConstraint(condition=~Q(texto=""), name="comunicacion_escrita")]


class ResultadoConexion(models.TextChoices):
    CONECTADA = "conectada", "Conectada"
    NO_CONECTADA = "no-conectada", "No conectada por el usuario"
    CON_DIVERGENCIAS = "con-divergencias", "Con divergencias"


class Conexion(models.Model):
    """What came of an agreed connection (DS 57 art. 29); the last row is what stands."""

    solicitud = models.ForeignKey(Solicitud, models.PROTECT, related_name="conexiones")
    resultado = models.CharField(max_length=16, choices=ResultadoConexion)
    fecha = models.DateField()
    registrada_por = models.ForeignKey(_CUENTA, models.PROTECT, related_name="+")
    registrada_en = models.DateTimeField()

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(resultado__in=ResultadoConexion.values), name="conexion_resultado_conocido"
            ),
        ]
