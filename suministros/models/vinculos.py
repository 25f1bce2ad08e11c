"""The link between an account and a supply, and the power of attorney of who is not its holder."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from cuentas.documento.models import EstadoDocumento
from nucleo.archivos.models import Archivo
from suministros.models.registro import Suministro
from suministros.querysets import VinculoQuerySet

_CUENTA = settings.AUTH_USER_MODEL


class Vinculo(models.Model):
    """One account and one supply. ``estado`` has one writer, ``suministros.vinculos.poner_al_dia``.

    Whose supply it is stands in the register and may change with a load, so it is asked (``es_titular``), not stored.
    """

    usuario = models.ForeignKey(_CUENTA, models.PROTECT, related_name="vinculos", db_index=False)
    suministro = models.ForeignKey(Suministro, models.PROTECT, related_name="vinculos")
    estado = models.CharField(max_length=12, choices=EstadoDocumento, default=EstadoDocumento.EN_ANALISIS)
    asociado_en = models.DateTimeField()
    resuelto_en = models.DateTimeField(null=True, blank=True)
    retirado_en = models.DateTimeField(null=True, blank=True)

    objects = VinculoQuerySet.as_manager()

    class Meta:
        verbose_name = "vínculo"
        ordering = ["-asociado_en", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["usuario", "suministro"], condition=Q(retirado_en=None), name="vinculo_uno_vigente"
            ),
            models.CheckConstraint(condition=Q(estado__in=EstadoDocumento.values), name="vinculo_estado_conocido"),
            models.CheckConstraint(
                name="vinculo_resuelto_con_fecha",
                condition=Q(estado=EstadoDocumento.EN_ANALISIS, resuelto_en=None)
                | (~Q(estado=EstadoDocumento.EN_ANALISIS) & Q(resuelto_en__isnull=False)),
            ),
            models.CheckConstraint(
                name="vinculo_tiempos_en_orden",
                condition=(Q(resuelto_en=None) | Q(resuelto_en__gte=F("asociado_en")))
                & (Q(retirado_en=None) | Q(retirado_en__gte=F("asociado_en"))),
            ),
        ]

    def __str__(self) -> str:
        return f"vínculo {self.pk}"

    def get_absolute_url(self) -> str:
        return reverse("suministros:detalle", args=[self.pk])

    @property
    def es_titular(self) -> bool:
        """Whether the account's document is the holder's."""
        suyo = (self.suministro.titular_documento_tipo, self.suministro.titular_documento)
        return bool(suyo[1]) and suyo == (self.usuario.documento_tipo, self.usuario.documento)

    @property
    def validado(self) -> bool:
        return self.estado == EstadoDocumento.VALIDADO

    @property
    def abre_facturas(self) -> bool:
        """Whether its account may see and pay the invoices: not while a paper stands rejected (reglas.md 8)."""
        return self.estado != EstadoDocumento.RECHAZADO


class PoderSuministro(models.Model):
    """A power of attorney that was sent for one link; another one replaces it (``reemplazado_en``), the row stays."""

    vinculo = models.ForeignKey(Vinculo, models.PROTECT, related_name="poderes")
    archivo = models.OneToOneField(Archivo, models.PROTECT, related_name="+")
    estado = models.CharField(max_length=12, choices=EstadoDocumento, default=EstadoDocumento.EN_ANALISIS)
    enviado_en = models.DateTimeField()
    decidido_en = models.DateTimeField(null=True, blank=True)
    decidido_por = models.ForeignKey(_CUENTA, models.PROTECT, null=True, blank=True, related_name="+")
    motivo = models.CharField(max_length=300, blank=True, default="")
    reemplazado_en = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = "poder"
        verbose_name_plural = "poderes"
        ordering = ["-enviado_en", "-id"]
        indexes = [
            models.Index(
                fields=["enviado_en", "id"],
                condition=Q(estado="en-analisis", reemplazado_en__isnull=True),
                name="poder_en_espera",
            )
        ]
        constraints = [
            models.UniqueConstraint(fields=["vinculo"], condition=Q(reemplazado_en=None), name="poder_uno_vigente"),
            models.CheckConstraint(condition=Q(estado__in=EstadoDocumento.values), name="poder_estado_conocido"),
            models.CheckConstraint(
                name="poder_decidido_por_alguien",
                condition=Q(estado="en-analisis", decidido_en__isnull=True, decidido_por__isnull=True)
                | (~Q(estado="en-analisis") & Q(decidido_en__isnull=False, decidido_por__isnull=False)),
            ),
            models.CheckConstraint(
                name="poder_negado_con_motivo",
                condition=(Q(estado__in=["no-legible", "rechazado"]) & ~Q(motivo=""))
                | (~Q(estado__in=["no-legible", "rechazado"]) & Q(motivo="")),
            ),
            models.CheckConstraint(
                name="poder_tiempos_en_orden",
                condition=(Q(decidido_en__isnull=True) | Q(decidido_en__gte=F("enviado_en")))
                & (Q(reemplazado_en__isnull=True) | Q(reemplazado_en__gte=F("enviado_en"))),
            ),
        ]

    def __str__(self) -> str:
        return f"poder {self.pk}"
