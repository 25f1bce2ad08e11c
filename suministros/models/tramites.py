"""Commercial procedures: the list of each distributor, what was asked, and what both sides wrote."""

from dataclasses import replace

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse

from catalogo.models import Distribuidora
from cuentas.models import Usuario
from nucleo.archivos.models import Archivo
from suministros.models.vinculos import Vinculo
from suministros.pasos import Chip
from suministros.querysets import PedidoQuerySet
from suministros.tramites.estados import FICHAS, PEDIDO, AccionTramite, EstadoTramite

_CUENTA = settings.AUTH_USER_MODEL


class TipoDeTramite(models.Model):
    """One kind of procedure of a distributor. ``papeles``: the names of the files it asks for, in order.

    A closed one takes no new procedures; those that run go on. ``orden``: its place, the smallest first.
    """

    distribuidora = models.ForeignKey(Distribuidora, models.PROTECT, related_name="tipos_de_tramite", db_index=False)
    nombre = models.CharField(max_length=80)
    explicacion = models.TextField("explicación", max_length=1000, blank=True)
    papeles = models.JSONField(default=list, blank=True)
    abierto = models.BooleanField(default=True)
    orden = models.PositiveIntegerField()
    cambiado_por = models.ForeignKey(_CUENTA, models.PROTECT, related_name="+")
    cambiado_en = models.DateTimeField()

    class Meta:
        ordering = ["orden", "id"]
        constraints = [
            models.UniqueConstraint(fields=["distribuidora", "nombre"], name="tipo_de_tramite_nombre_unico"),
            models.CheckConstraint(condition=~Q(nombre=""), name="tipo_de_tramite_con_nombre"),
        ]

    def __str__(self) -> str:
        return self.nombre


class Tramite(models.Model):
    """A procedure on a supply. ``nombre`` is its type's as it was asked; ``estado`` has one writer, ``pasos``."""

    NACE = PEDIDO

    vinculo = models.ForeignKey(Vinculo, models.PROTECT, related_name="tramites")
    distribuidora = models.ForeignKey(Distribuidora, models.PROTECT, related_name="+", db_index=False)
    tipo = models.ForeignKey(TipoDeTramite, models.PROTECT, related_name="tramites")
    nombre = models.CharField(max_length=80)
    estado = models.CharField(max_length=12, choices=EstadoTramite, default=EstadoTramite.RECIBIDO)
    pedido_en = models.DateTimeField()
    abierto_en = models.DateTimeField("primera apertura", null=True, blank=True)
    espera_al_solicitante = models.BooleanField(default=False)
    cerrado_en = models.DateTimeField(null=True, blank=True)

    objects = PedidoQuerySet.as_manager()

    class Meta:
        verbose_name = "trámite comercial"
        ordering = ["-pedido_en", "-id"]
        indexes = [models.Index(fields=["distribuidora", "estado", "pedido_en"], name="tramite_cola")]
        constraints = [
            models.CheckConstraint(condition=Q(estado__in=EstadoTramite.values), name="tramite_estado_conocido"),
            models.CheckConstraint(
                name="tramite_cerrado_con_fecha",
                condition=Q(estado=EstadoTramite.RECIBIDO, cerrado_en=None)
                | (~Q(estado=EstadoTramite.RECIBIDO) & Q(cerrado_en__isnull=False, espera_al_solicitante=False)),
            ),
        ]

    def __str__(self) -> str:
        return self.numero

    def get_absolute_url(self) -> str:
        return reverse("tramites:tramite", args=[self.pk])

    @property
    def numero(self) -> str:
        return f"TC-{self.pk}"

    @property
    def solicitante(self) -> Usuario:
        return self.vinculo.usuario

    @property
    def cadena(self) -> str:
        return f"usuario:{self.vinculo.usuario_id}"

    @property
    def ficha(self) -> Chip:
        return replace(FICHAS[EstadoTramite(self.estado)], etiqueta=self.get_estado_display())


class MensajeDeTramite(models.Model):
    """What one side wrote, from the request itself to the answer. Its event holds the digest of ``sal`` and ``texto``.

    Read and insert only, as the thread of a request.
    """

    tramite = models.ForeignKey(Tramite, models.PROTECT, related_name="mensajes")
    autor = models.ForeignKey(_CUENTA, models.PROTECT, related_name="+")
    de_la_distribuidora = models.BooleanField()
    accion = models.CharField(max_length=12, choices=AccionTramite)
    texto = models.CharField(max_length=2000)
    sal = models.BinaryField(max_length=16)
    creado_en = models.DateTimeField()

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(condition=~Q(texto=""), name="mensaje_de_tramite_escrito"),
            models.CheckConstraint(condition=Q(accion__in=AccionTramite.values), name="mensaje_accion_conocida"),
        ]


class ArchivoDeTramite(models.Model):
    """A file of a message. ``nombre`` says what it is, as the type asked for it."""

    mensaje = models.ForeignKey(MensajeDeTramite, models.PROTECT, related_name="archivos")
    archivo = models.OneToOneField(Archivo, models.PROTECT, related_name="+")
    nombre = models.CharField(max_length=80)

    class Meta:
        ordering = ["id"]
