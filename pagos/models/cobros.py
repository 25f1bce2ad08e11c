"""What a distributor asks to be paid, and what the applicant proves to have paid (reglas.md 7)."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from catalogo.models import Distribuidora
from nucleo.archivos.models import Archivo
from solicitudes.models import Solicitud

_CUENTA = settings.AUTH_USER_MODEL


class Metodo(models.TextChoices):
    """How an applicant pays; each distributor says which ones it takes (P-02, P-03)."""

    TRANSFERENCIA = "transferencia", "Transferencia electrónica"
    COMPROBANTE = "comprobante", "Comprobante de pago"
    DESCUENTO = "descuento", "Descuento por boleta"


class FormasDePago(models.Model):
    """What a distributor takes and how: read on a public page (P-07).

    ``traba_respuesta``: whether its answers may wait for a payment; SEC can switch it off.
    """

    distribuidora = models.OneToOneField(Distribuidora, models.PROTECT, related_name="formas_de_pago")
    transferencia = models.BooleanField(default=True)
    comprobante = models.BooleanField(default=True)
    descuento = models.BooleanField(default=False)
    banco = models.CharField(max_length=80, blank=True)
    tipo_de_cuenta = models.CharField(max_length=40, blank=True)
    numero_de_cuenta = models.CharField("N° de cuenta", max_length=40, blank=True)
    titular = models.CharField(max_length=160, blank=True)
    rut_del_titular = models.CharField("RUT del titular", max_length=12, blank=True)
    correo = models.EmailField("correo para el comprobante", max_length=254, blank=True)
    instrucciones = models.TextField(max_length=2000, blank=True)
    traba_respuesta = models.BooleanField(default=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(transferencia=True) | Q(comprobante=True) | Q(descuento=True),
                name="formas_de_pago_al_menos_una",
            ),
            models.CheckConstraint(
                condition=Q(rut_del_titular="") | Q(rut_del_titular__regex=r"^[0-9]{7,8}[0-9K]$"),
                name="formas_de_pago_rut_compacto",
            ),
        ]

    def acepta(self, metodo: Metodo) -> bool:
        return bool(getattr(self, metodo.value))


class ContadorCobro(models.Model):
    """The national counter of payment references: one row, so that each is short, unique and easy to spell."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    ultimo = models.BigIntegerField(default=0)

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(id=1), name="un_solo_contador_de_cobros")]


class Cobro(models.Model):
    """An amount asked for. At most one of a request is in force; a withdrawn one stays (reglas.md 2)."""

    solicitud = models.ForeignKey(Solicitud, models.PROTECT, related_name="cobros")
    referencia = models.CharField(max_length=16, unique=True)
    monto = models.PositiveBigIntegerField("monto, en pesos")
    explicacion = models.TextField("explicación", max_length=1000)
    cupon = models.ForeignKey(Archivo, models.PROTECT, null=True, blank=True, related_name="+")
    creado_por = models.ForeignKey(_CUENTA, models.PROTECT, related_name="+")
    creado_en = models.DateTimeField()
    retirado_en = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["solicitud"], condition=Q(retirado_en=None), name="un_cobro_en_vigor"),
            models.CheckConstraint(condition=Q(monto__gte=1), name="cobro_monto_positivo"),
            models.CheckConstraint(condition=~Q(explicacion=""), name="cobro_explicado"),
            models.CheckConstraint(condition=Q(referencia__regex=r"^P[1-9][0-9]*$"), name="cobro_referencia"),
        ]
        # The reconciliation sheet reads a period.
        indexes = [models.Index(fields=["-creado_en", "-id"], name="cobro_por_fecha")]

    def __str__(self) -> str:
        return self.referencia


class EstadoComprobante(models.TextChoices):
    INFORMADO = "informado", "Por validar"
    VALIDADO = "validado", "Validado"
    RECHAZADO = "rechazado", "Rechazado"
    ACEPTADO = "aceptado", "Aceptado por plazo, sin revisar"


class Comprobante(models.Model):
    """A proof of payment. Never deleted: a rejected one stays, its reason in the event's text."""

    cobro = models.ForeignKey(Cobro, models.PROTECT, related_name="comprobantes")
    metodo = models.CharField("método", max_length=16, choices=Metodo)
    archivo = models.ForeignKey(Archivo, models.PROTECT, related_name="+")
    estado = models.CharField(max_length=12, choices=EstadoComprobante, default=EstadoComprobante.INFORMADO)
    informado_por = models.ForeignKey(_CUENTA, models.PROTECT, related_name="+")
    informado_en = models.DateTimeField()
    decidido_por = models.ForeignKey(_CUENTA, models.PROTECT, null=True, blank=True, related_name="+")
    decidido_en = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(condition=Q(metodo__in=Metodo.values), name="comprobante_metodo_conocido"),
            models.CheckConstraint(
                condition=Q(estado__in=EstadoComprobante.values), name="comprobante_estado_conocido"
            ),
            models.CheckConstraint(
                condition=Q(estado=EstadoComprobante.INFORMADO, decidido_en=None)
                | (~Q(estado=EstadoComprobante.INFORMADO) & Q(decidido_en__isnull=False)),
                name="comprobante_decidido_con_fecha",
            ),
            models.UniqueConstraint(
                fields=["cobro"],
                condition=Q(estado=EstadoComprobante.INFORMADO),
                name="un_comprobante_por_validar",
            ),
        ]
