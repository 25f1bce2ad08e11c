"""What SEC and jefatura leave behind: the readable side of a change, and the accounts that jefatura asks for."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from catalogo.models import Distribuidora
from nucleo.bitacora.models import Evento
from nucleo.comun.identidad import mostrar_documento


class Cambio(models.Model):
    """What an event changed, in words: names, addresses, the reason. Read and insert only (migration 0002).

    The chain holds codes and salted digests of the same values (``cambios.registrar``). This row may be erased
    by the owner with the person it tells of; once the salt is gone the digests tell nothing.
    """

    evento = models.OneToOneField(Evento, models.PROTECT, primary_key=True, related_name="cambio")
    sal = models.BinaryField()
    antes = models.JSONField(default=dict)
    despues = models.JSONField(default=dict)
    motivo = models.CharField(max_length=500, blank=True, default="")

    def __str__(self) -> str:
        return f"cambio {self.evento_id}"


class EstadoPedido(models.TextChoices):
    PENDIENTE = "pendiente", "Pendiente"
    CREADA = "creada", "Cuenta creada"
    DESCARTADO = "descartado", "Descartado"


class PedidoDeCuenta(models.Model):
    """A new account of the own staff that jefatura asks SEC for (A-05). ``documento`` compact, as in Usuario."""

    distribuidora = models.ForeignKey(Distribuidora, models.PROTECT, related_name="+")
    pedido_por = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    pedido_en = models.DateTimeField()
    documento_tipo = models.CharField(max_length=3, default="RUT")
    documento = models.CharField(max_length=12)
    nombres = models.CharField(max_length=120)
    apellidos = models.CharField(max_length=120)
    email = models.EmailField("correo", max_length=254)
    rol = models.CharField(max_length=16)
    comentario = models.CharField(max_length=300, blank=True)
    estado = models.CharField(max_length=12, choices=EstadoPedido, default=EstadoPedido.PENDIENTE)
    resuelto_por = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    resuelto_en = models.DateTimeField(null=True, blank=True)
    motivo = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["pedido_en", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["distribuidora", "documento_tipo", "documento"],
                condition=Q(estado="pendiente"),
                name="pedido_uno_pendiente",
            ),
            models.CheckConstraint(condition=Q(documento_tipo__in=["RUT", "DNI"]), name="pedido_documento_conocido"),
            models.CheckConstraint(condition=Q(rol__in=["operador", "jefatura"]), name="pedido_rol_del_personal"),
            models.CheckConstraint(condition=Q(estado__in=EstadoPedido.values), name="pedido_estado_conocido"),
            models.CheckConstraint(
                name="pedido_resuelto_por_alguien",
                condition=Q(estado="pendiente", resuelto_por__isnull=True, resuelto_en__isnull=True)
                | (~Q(estado="pendiente") & Q(resuelto_por__isnull=False, resuelto_en__isnull=False)),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.nombres} {self.apellidos}"

    @property
    def nombre(self) -> str:
        return f"{self.nombres} {self.apellidos}".strip()

    @property
    def documento_mostrado(self) -> str:
        return mostrar_documento(self.documento_tipo, self.documento)
