"""Payment plans: what each distributor allows, what was asked, and the table that both agreed on."""

from dataclasses import replace
from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from catalogo.models import Distribuidora
from cuentas.models import Usuario
from suministros.models.registro import Factura
from suministros.models.vinculos import Vinculo
from suministros.pasos import Chip
from suministros.planes.estados import CON_MOTIVO, FICHAS, PEDIDO, VIVOS, EstadoPlan
from suministros.querysets import PedidoQuerySet

_CUENTA = settings.AUTH_USER_MODEL
CUOTAS_MAXIMAS = 60
INTERES_MAXIMO = 1_000  # hundredths of a percent


class LimitesDePlan(models.Model):
    """What a distributor allows from ``desde`` on, until its next row. Rows are added, never changed.

    ``interes`` is monthly, in hundredths of a percent; ``primer_pago_minimo`` a percent of the debt; ``deuda_minima``
    whole pesos. Of two rows of one day the later one counts.
    """

    distribuidora = models.ForeignKey(Distribuidora, models.PROTECT, related_name="limites_de_plan")
    desde = models.DateField()
    abierto = models.BooleanField()
    cuotas_minimo = models.PositiveSmallIntegerField()
    cuotas_maximo = models.PositiveSmallIntegerField()
    primer_pago_minimo = models.PositiveSmallIntegerField()
    interes = models.PositiveSmallIntegerField()
    deuda_minima = models.PositiveBigIntegerField()
    cambiado_por = models.ForeignKey(_CUENTA, models.PROTECT, related_name="+")
    cambiado_en = models.DateTimeField()

    class Meta:
        ordering = ["-desde", "-id"]
        constraints = [
            models.CheckConstraint(
                name="limites_cuotas_en_orden",
                condition=Q(cuotas_minimo__gte=1)
                & Q(cuotas_maximo__gte=F("cuotas_minimo"))
                & Q(cuotas_maximo__lte=CUOTAS_MAXIMAS),
            ),
            models.CheckConstraint(condition=Q(primer_pago_minimo__lte=90), name="limites_primer_pago_parte"),
            models.CheckConstraint(condition=Q(interes__lte=INTERES_MAXIMO), name="limites_interes_tope"),
        ]


class Plan(models.Model):
    """A plan as it was asked. ``limites`` and the rows of its table are frozen with it; ``estado`` has one writer,
    ``suministros.pasos``. ``primer_pago`` and the other sums are whole pesos; ``motivo`` of a refusal or an end."""

    NACE = PEDIDO

    vinculo = models.ForeignKey(Vinculo, models.PROTECT, related_name="planes")
    distribuidora = models.ForeignKey(Distribuidora, models.PROTECT, related_name="+", db_index=False)
    limites = models.ForeignKey(LimitesDePlan, models.PROTECT, related_name="planes")
    estado = models.CharField(max_length=12, choices=EstadoPlan, default=EstadoPlan.SOLICITADO)
    pedido_en = models.DateTimeField()
    primera_fecha = models.DateField("fecha del primer pago")
    deuda = models.PositiveBigIntegerField()
    primer_pago = models.PositiveBigIntegerField()
    cuotas_pedidas = models.PositiveSmallIntegerField("cuotas")
    interes_total = models.PositiveBigIntegerField()
    resuelto_en = models.DateTimeField(null=True, blank=True)
    resuelto_por = models.ForeignKey(_CUENTA, models.PROTECT, null=True, blank=True, related_name="+")
    motivo = models.CharField(max_length=500, blank=True, default="")
    sal = models.BinaryField(max_length=16, default=bytes)

    objects = PedidoQuerySet.as_manager()

    class Meta:
        verbose_name = "plan de pago"
        ordering = ["-pedido_en", "-id"]
        indexes = [models.Index(fields=["distribuidora", "estado", "pedido_en"], name="plan_cola")]
        constraints = [
            models.CheckConstraint(condition=Q(estado__in=EstadoPlan.values), name="plan_estado_conocido"),
            models.CheckConstraint(
                name="plan_resuelto_con_fecha",
                condition=Q(estado=EstadoPlan.SOLICITADO, resuelto_en=None, resuelto_por=None)
                | (~Q(estado=EstadoPlan.SOLICITADO) & Q(resuelto_en__isnull=False, resuelto_por__isnull=False)),
            ),
            models.CheckConstraint(
                name="plan_negado_con_motivo",
                condition=(Q(estado__in=CON_MOTIVO) & ~Q(motivo="")) | (~Q(estado__in=CON_MOTIVO) & Q(motivo="")),
            ),
            models.CheckConstraint(
                name="plan_con_saldo", condition=Q(cuotas_pedidas__gte=1, deuda__gt=F("primer_pago"))
            ),
        ]

    def __str__(self) -> str:
        return self.numero

    def get_absolute_url(self) -> str:
        return reverse("planes:plan", args=[self.pk])

    @property
    def numero(self) -> str:
        return f"PP-{self.pk}"

    @property
    def solicitante(self) -> Usuario:
        return self.vinculo.usuario

    @property
    def cadena(self) -> str:
        return f"usuario:{self.vinculo.usuario_id}"

    @property
    def total(self) -> int:
        return self.deuda + self.interes_total

    @property
    def vivo(self) -> bool:
        return self.estado in VIVOS

    @property
    def ficha(self) -> Chip:
        return replace(FICHAS[EstadoPlan(self.estado)], etiqueta=self.get_estado_display())


class FacturaEnPlan(models.Model):
    """An invoice of a plan with the amount that was counted. ``vivo`` repeats what the plan's state says, so that the
    database itself keeps an invoice out of a second living plan."""

    plan = models.ForeignKey(Plan, models.PROTECT, related_name="facturas", db_index=False)
    factura = models.ForeignKey(Factura, models.PROTECT, related_name="+", db_index=False)
    monto = models.PositiveBigIntegerField()
    vivo = models.BooleanField(default=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["plan", "factura"], name="factura_una_vez_por_plan"),
            models.UniqueConstraint(fields=["factura"], condition=Q(vivo=True), name="factura_en_un_plan_vivo"),
        ]


class CuotaDePlan(models.Model):
    """One line of the agreed table, as ``planes.tabla`` computed it; 0 is the first payment."""

    plan = models.ForeignKey(Plan, models.PROTECT, related_name="cuotas", db_index=False)
    numero = models.PositiveSmallIntegerField()
    vence_el = models.DateField()
    saldo = models.PositiveBigIntegerField()
    capital = models.PositiveBigIntegerField()
    interes = models.PositiveBigIntegerField()

    class Meta:
        ordering = ["numero"]
        constraints = [models.UniqueConstraint(fields=["plan", "numero"], name="cuota_una_por_numero")]

    @property
    def monto(self) -> int:
        return self.capital + self.interes

    @property
    def queda(self) -> int:
        return self.saldo - self.capital


def vigentes_el(distribuidora_id: int, dia: date) -> LimitesDePlan | None:
    """The limits in force that day, or None before the first ones."""
    return LimitesDePlan.objects.filter(distribuidora=distribuidora_id, desde__lte=dia).first()
