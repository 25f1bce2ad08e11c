"""What an account reads of the invoices of a linked supply (U-08, U-13)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q, QuerySet, Sum

from nucleo.comun.reloj import hoy
from suministros.models import EstadoFactura, Factura, FacturaEnPlan, Plan, Suministro
from suministros.planes.estados import EstadoPlan
from suministros.querysets import FacturaQuerySet

_MESES = (
    "enero", "febrero", "marzo", "abril", "mayo", "junio", "julio", "agosto", "septiembre", "octubre", "noviembre",
    "diciembre",
)  # fmt: skip


@dataclass(frozen=True)
class Situacion:
    """The state as it is read today: words, colour of its label and icon."""

    nombre: str
    clase: str
    icono: str


VENCIDA = Situacion("Vencida", "etiqueta--alerta", "exclamation-octagon-fill")
_SITUACIONES = {
    EstadoFactura.PENDIENTE: Situacion("Pendiente", "etiqueta--aviso", "hourglass-split"),
    EstadoFactura.PAGADA: Situacion("Pagada", "ok", "check-circle"),
    EstadoFactura.ANULADA: Situacion("Anulada", "", "slash-circle"),
}


@dataclass(frozen=True)
class Deuda:
    """Whole pesos, and how many invoices; ``vencidas`` and ``en_plan`` are among ``facturas``."""

    monto: int
    facturas: int
    vencidas: int
    en_plan: int


def se_debe(factura: Factura) -> bool:
    return factura.estado == EstadoFactura.PENDIENTE


def situacion(factura: Factura) -> Situacion:
    """'Vencida' is no stored state: an unpaid one whose day has passed."""
    if se_debe(factura) and factura.vence_el < hoy():
        return VENCIDA
    return _SITUACIONES[EstadoFactura(factura.estado)]


def periodo(factura: Factura) -> str:
    """``noviembre de 2026``."""
    return en_palabras(factura.periodo)


def en_palabras(mes: date) -> str:
    return f"{_MESES[mes.month - 1]} de {mes.year}"


def de(suministro: Suministro) -> FacturaQuerySet:
    return Factura.objects.filter(suministro=suministro).recientes_primero()


def deuda(suministro: Suministro) -> Deuda:
    """Of every unpaid invoice, due or not."""
    sumas = Factura.objects.filter(suministro=suministro, estado=EstadoFactura.PENDIENTE).aggregate(
        monto=Sum("monto"), facturas=Count("id"), vencidas=Count("id", filter=Q(vence_el__lt=hoy()))
    )
    acordadas = _acordadas().filter(factura__suministro=suministro, factura__estado=EstadoFactura.PENDIENTE)
    return Deuda(sumas["monto"] or 0, sumas["facturas"], sumas["vencidas"], acordadas.count())


def planes_de(facturas: Iterable[Factura]) -> dict[int, Plan]:
    """By invoice, the accepted plan that it is in: it stays unpaid until the distributor says so, but is agreed."""
    return {una.factura_id: una.plan for una in _acordadas().filter(factura__in=list(facturas))}


def _acordadas() -> QuerySet[FacturaEnPlan]:
    return FacturaEnPlan.objects.filter(vivo=True, plan__estado=EstadoPlan.ACEPTADO).select_related("plan__vinculo")
