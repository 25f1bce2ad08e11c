"""What a distributor loads: its supplies and their invoices. Nobody types one by hand."""

from django.db import models
from django.db.models import F, Q

from catalogo.models import Comuna, Distribuidora
from cuentas.models import TipoDocumentoIdentidad
from nucleo.archivos.models import Archivo
from nucleo.comun.identidad import mostrar_dni, mostrar_rut
from suministros.querysets import FacturaQuerySet, SuministroQuerySet


class EstadoSuministro(models.TextChoices):
    ACTIVO = "activo", "Activo"
    SUSPENDIDO = "suspendido", "Suspendido"
    RETIRADO = "retirado", "Retirado"


class Suministro(models.Model):
    """A service number. ``numero`` as the distributor prints it; ``numero_compacto`` is what look-ups compare.

    ``titular_documento`` compact, as in the accounts; empty where the register does not hold it, and then nobody
    is taken for its holder. ``estado_cobranza`` and ``grupo_tarifario`` are the distributor's own words.
    """

    distribuidora = models.ForeignKey(Distribuidora, models.PROTECT, related_name="suministros", db_index=False)
    numero = models.CharField("N° de suministro", max_length=40)
    numero_compacto = models.CharField(max_length=40, db_collation="C")
    titular_nombre = models.CharField(max_length=160)
    titular_documento_tipo = models.CharField(max_length=3, choices=TipoDocumentoIdentidad, default="RUT")
    titular_documento = models.CharField(max_length=12, blank=True)
    direccion = models.CharField("dirección", max_length=200)
    comuna = models.ForeignKey(Comuna, models.PROTECT, related_name="+", db_index=False)
    grupo_tarifario = models.CharField(max_length=40, blank=True)
    estado = models.CharField(max_length=10, choices=EstadoSuministro, default=EstadoSuministro.ACTIVO)
    estado_cobranza = models.CharField("estado de cobranza", max_length=40, blank=True)
    cargado_en = models.DateTimeField("última carga que lo cambió")

    objects = SuministroQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["distribuidora", "numero_compacto"], name="suministro_uno_por_numero"),
            models.CheckConstraint(
                name="suministro_numero_compacto",
                condition=Q(numero_compacto__regex=r"^[^\s.A-Z]+$") & ~Q(numero=""),
            ),
            models.CheckConstraint(condition=Q(estado__in=EstadoSuministro.values), name="suministro_estado_conocido"),
            models.CheckConstraint(
                name="suministro_documento_conocido",
                condition=Q(titular_documento_tipo__in=TipoDocumentoIdentidad.values),
            ),
            models.CheckConstraint(condition=~Q(titular_nombre=""), name="suministro_con_titular"),
        ]

    def __str__(self) -> str:
        return self.numero

    @property
    def titular_documento_visible(self) -> str:
        if not self.titular_documento:
            return ""
        mostrar = mostrar_dni if self.titular_documento_tipo == TipoDocumentoIdentidad.DNI else mostrar_rut
        return mostrar(self.titular_documento)


class EstadoFactura(models.TextChoices):
    """As the distributor loads it. 'Vencida' is not one: it is an unpaid one whose day has passed."""

    PENDIENTE = "pendiente", "Pendiente"
    PAGADA = "pagada", "Pagada"
    ANULADA = "anulada", "Anulada"


class Factura(models.Model):
    """An invoice. ``periodo`` is the first day of its month, ``monto`` whole pesos; a payment names ``referencia``."""

    suministro = models.ForeignKey(Suministro, models.PROTECT, related_name="facturas", db_index=False)
    numero = models.CharField("N° de factura", max_length=30, db_collation="C")
    periodo = models.DateField()
    monto = models.PositiveBigIntegerField()
    emitida_el = models.DateField()
    vence_el = models.DateField()
    estado = models.CharField(max_length=10, choices=EstadoFactura, default=EstadoFactura.PENDIENTE)
    referencia = models.CharField("referencia de pago", max_length=40, blank=True)
    archivo = models.OneToOneField(Archivo, models.PROTECT, null=True, blank=True, related_name="+")

    objects = FacturaQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["suministro", "numero"], name="factura_una_por_numero"),
            models.CheckConstraint(condition=Q(estado__in=EstadoFactura.values), name="factura_estado_conocido"),
            models.CheckConstraint(condition=Q(vence_el__gte=F("emitida_el")), name="factura_vence_tras_emitirse"),
            models.CheckConstraint(condition=Q(periodo__day=1), name="factura_periodo_mensual"),
            models.CheckConstraint(condition=~Q(numero=""), name="factura_con_numero"),
        ]

    def __str__(self) -> str:
        return self.numero
