"""The photo of an identity document: of the account, checked once, and good at every distributor (reglas.md 8)."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from nucleo.archivos.models import Archivo


class EstadoDocumento(models.TextChoices):
    EN_ANALISIS = "en-analisis", "En análisis"
    VALIDADO = "validado", "Validado"
    NO_LEGIBLE = "no-legible", "No legible"
    RECHAZADO = "rechazado", "Rechazado"


CON_MOTIVO = (EstadoDocumento.NO_LEGIBLE, EstadoDocumento.RECHAZADO)


class DocumentoIdentidad(models.Model):
    """One photo that was sent. Another one replaces it (``reemplazado_en``); the row stays, nobody may delete it.

    The migration gives it one more rule: the web's role cannot DELETE (tests/test_mutabilidad.py).
    """

    usuario = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="documentos_de_identidad")
    archivo = models.OneToOneField(Archivo, models.PROTECT, related_name="+")
    estado = models.CharField(max_length=12, choices=EstadoDocumento, default=EstadoDocumento.EN_ANALISIS)
    enviado_en = models.DateTimeField()
    decidido_en = models.DateTimeField(null=True, blank=True)
    decidido_por = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    motivo = models.CharField(max_length=300, blank=True, default="")
    reemplazado_en = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name_plural = "documentos de identidad"
        ordering = ["-enviado_en", "-id"]
        indexes = [
            # The queue of the distributors, oldest first: what was decided is not in it.
            models.Index(
                fields=["enviado_en", "id"],
                condition=Q(estado="en-analisis", reemplazado_en__isnull=True),
                name="documento_en_espera",
            )
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["usuario"], condition=Q(reemplazado_en__isnull=True), name="documento_uno_vigente"
            ),
            models.CheckConstraint(
                condition=Q(estado__in=EstadoDocumento.values), name="documento_identidad_estado_conocido"
            ),
            models.CheckConstraint(
                name="documento_decidido_por_alguien",
                condition=Q(estado="en-analisis", decidido_en__isnull=True, decidido_por__isnull=True)
                | (~Q(estado="en-analisis") & Q(decidido_en__isnull=False, decidido_por__isnull=False)),
            ),
            models.CheckConstraint(
                name="documento_negado_con_motivo",
                condition=(Q(estado__in=["no-legible", "rechazado"]) & ~Q(motivo=""))
                | (~Q(estado__in=["no-legible", "rechazado"]) & Q(motivo="")),
            ),
            # A person does not decide on the own paper.
            models.CheckConstraint(
                name="documento_decidido_por_otro",
                condition=Q(decidido_por__isnull=True) | ~Q(decidido_por=F("usuario")),
            ),
            models.CheckConstraint(
                name="documento_tiempos_en_orden",
                condition=(Q(decidido_en__isnull=True) | Q(decidido_en__gte=F("enviado_en")))
                & (Q(reemplazado_en__isnull=True) | Q(reemplazado_en__gte=F("enviado_en"))),
            ),
        ]

    def __str__(self) -> str:
        return f"documento de identidad {self.pk}"

    @property
    def niega(self) -> bool:
        """Whether its owner has to send another one."""
        return self.estado in CON_MOTIVO
