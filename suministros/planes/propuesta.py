"""What somebody is about to ask: chosen invoices against the distributor's limits, and the table that follows."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef, QuerySet

from catalogo.plazos import HABILES, Calendario, vencimiento
from nucleo.comun import envios
from nucleo.comun.errores import CampoRechazado
from nucleo.comun.templatetags.formatos import pesos
from suministros.models import EstadoFactura, Factura, FacturaEnPlan, LimitesDePlan
from suministros.planes.tabla import Cuota, minimo_de, tabla

# Días hábiles from the request to the first payment: in them the distributor answers.
HASTA_EL_PRIMER_PAGO = 10
SIN_FACTURAS = "Elige al menos una factura"
NO_DISPONIBLE = "Una de las facturas ya no está pendiente o está en otro plan. Revisa las que quedan"


@dataclass(frozen=True)
class Propuesta:
    """A plan that fits the limits. ``huella`` tells it from any other: what was seen is what is sent."""

    facturas: tuple[Factura, ...]
    limites: LimitesDePlan
    primer_pago: int
    primera_fecha: date
    cuotas: tuple[Cuota, ...]

    @property
    def deuda(self) -> int:
        return sum(factura.monto for factura in self.facturas)

    @property
    def interes(self) -> int:
        return sum(cuota.interes for cuota in self.cuotas)

    @property
    def total(self) -> int:
        return self.deuda + self.interes

    @property
    def pedidas(self) -> int:
        """How many instalments, without the first payment."""
        return sum(1 for cuota in self.cuotas if cuota.numero)

    @property
    def huella(self) -> str:
        lineas = [(c.numero, c.vence_el, c.saldo, c.capital, c.interes) for c in self.cuotas]
        return envios.huella([(f.pk, f.monto) for f in self.facturas], self.limites.pk, lineas)


def disponibles(suministro_id: int) -> QuerySet[Factura]:
    """The unpaid invoices of a supply that are in no living plan, the oldest first."""
    en_plan = FacturaEnPlan.objects.filter(factura=OuterRef("pk"), vivo=True)
    pendientes = Factura.objects.filter(suministro=suministro_id, estado=EstadoFactura.PENDIENTE)
    return pendientes.exclude(Exists(en_plan)).order_by("periodo", "id")


def fecha_del_primer_pago(dia: date, calendario: Calendario) -> date:
    return vencimiento(dia, HASTA_EL_PRIMER_PAGO, HABILES, calendario)


def proponer(
    *,
    facturas: Iterable[Factura],
    pedidas: Collection[int],
    limites: LimitesDePlan,
    cuotas: int,
    primer_pago: int,
    dia: date,
    calendario: Calendario,
) -> Propuesta:
    """The plan of the invoices ``pedidas`` among those available (``facturas``), asked on ``dia``.

    Raises ``CampoRechazado`` at the field that is outside the limits: ``facturas``, ``cuotas`` or ``primer_pago``.
    """
    elegidas = tuple(factura for factura in facturas if factura.pk in pedidas)
    if not pedidas:
        raise CampoRechazado("facturas", SIN_FACTURAS)
    if len(elegidas) != len(set(pedidas)):
        raise CampoRechazado("facturas", NO_DISPONIBLE)
    deuda = sum(factura.monto for factura in elegidas)
    if deuda < (minima := max(limites.deuda_minima, 1)):
        raise CampoRechazado("facturas", f"Las facturas deben sumar {pesos(minima)} o más")
    if not limites.cuotas_minimo <= cuotas <= limites.cuotas_maximo:
        raise CampoRechazado("cuotas", f"Elige entre {limites.cuotas_minimo} y {limites.cuotas_maximo} cuotas")
    minimo = minimo_de(deuda, limites.primer_pago_minimo)
    if primer_pago < minimo:
        raise CampoRechazado("primer_pago", f"El primer pago debe ser de {pesos(minimo)} o más")
    if deuda - primer_pago < cuotas:
        raise CampoRechazado("primer_pago", "El primer pago debe dejar saldo para las cuotas")
    primera_fecha = fecha_del_primer_pago(dia, calendario)
    lineas = tabla(deuda, primer_pago, cuotas, limites.interes, primera_fecha, calendario)
    return Propuesta(elegidas, limites, primer_pago, primera_fecha, lineas)
