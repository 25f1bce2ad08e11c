"""The reconciliation sheet: every payment asked for in a period and what became of it; the page and its Excel."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from django.db.models import (
    BooleanField,
    Case,
    Count,
    DateTimeField,
    ExpressionWrapper,
    F,
    OuterRef,
    Prefetch,
    Q,
    QuerySet,
    Subquery,
    Sum,
    TextChoices,
    When,
)
from django.db.models import Value as V
from django.db.models.functions import Coalesce, Greatest

from catalogo.plazos import Calendario, calendario, dia_en_chile, habiles_entre
from nucleo.comun.hojas import ENTERO, FECHA_HORA, Columna, Hoja, escribir, hora_de_chile
from nucleo.comun.periodo import entre
from nucleo.comun.reloj import ahora
from nucleo.comun.transacciones import foto
from nucleo.trabajos.constructores import Avance, contando
from pagos.models import Cobro, Comprobante, EstadoComprobante
from solicitudes.estados import SIN_EFECTO

_E = EstadoComprobante
_LOTE = 1_000


class Situacion(TextChoices):
    POR_PAGAR = "por-pagar", "Por pagar"
    POR_VALIDAR = "por-validar", "Por validar"
    RECHAZADO = "rechazado", "Rechazado"
    VALIDADO = "validado", "Validado"
    SIN_REVISAR = "sin-revisar", "Aceptado por plazo, sin revisar"
    RETIRADO = "retirado", "Cobro retirado"
    SIN_EFECTO = "sin-efecto", "Solicitud cerrada sin pago"


@dataclass(frozen=True)
class Fila:
    """One payment as the sheet shows it. ``retenida``: hábil days that the answer waited for it, or None."""

    cobro: Cobro
    situacion: Situacion
    comprobante: Comprobante | None
    rechazados: int
    retenida: int | None

    @property
    def decidido_por(self) -> str:
        """Who validated or rejected; the system where nobody did."""
        if self.comprobante is None or self.comprobante.decidido_en is None:
            return ""
        return self.comprobante.decidido_por.nombre if self.comprobante.decidido_por else "Sistema"


@dataclass(frozen=True)
class Totales:
    """``lineas``: (situation, payments, pesos) of those that occur, in their order."""

    lineas: list[tuple[Situacion, int, int]]
    retenida: int

    @property
    def cobros(self) -> int:
        return sum(cuantos for _, cuantos, _ in self.lineas)

    @property
    def monto(self) -> int:
        return sum(monto for _, _, monto in self.lineas)


def cobros_de(distribuidora_id: int, desde: date, hasta: date) -> QuerySet[Any]:
    """Those asked for from ``desde`` to ``hasta``, days in Chile, both included; the newest first."""
    pedidos = Cobro.objects.filter(solicitud__distribuidora=distribuidora_id, **entre("creado_en", desde, hasta))
    suyos = Comprobante.objects.filter(cobro=OuterRef("pk")).order_by("-pk")
    return pedidos.annotate(
        ultimo=Subquery(suyos.values("estado")[:1]),
        retenida_desde=_retenida_desde(),
        retenida_hasta=_retenida_hasta(),
    )


def ordenados(cobros: QuerySet[Any]) -> QuerySet[Any]:
    comprobantes = Comprobante.objects.select_related("decidido_por").order_by("pk")
    con_todo = cobros.select_related("solicitud").prefetch_related(Prefetch("comprobantes", comprobantes))
    return con_todo.order_by("-creado_en", "-pk")


def filas(cobros: Iterable[Any]) -> Iterator[Fila]:
    """``cobros`` as ``ordenados`` gives them."""
    dias = calendario()
    for cobro in cobros:
        comprobantes = list(cobro.comprobantes.all())
        yield Fila(
            cobro,
            situacion_de(cobro.ultimo, cobro.retirado_en is not None, cobro.solicitud.estado),
            comprobantes[-1] if comprobantes else None,
            sum(uno.estado == _E.RECHAZADO for uno in comprobantes),
            _dias_retenida(cobro.retenida_desde, cobro.retenida_hasta, dias),
        )


def totales(cobros: QuerySet[Any]) -> Totales:
    por_situacion: dict[Situacion, tuple[int, int]] = {}
    retirado = ExpressionWrapper(Q(retirado_en__isnull=False), output_field=BooleanField())
    grupos = cobros.order_by().annotate(retirado=retirado).values_list("ultimo", "retirado", "solicitud__estado")
    for ultimo, esta_retirado, estado, cuantos, monto in grupos.annotate(Count("pk"), Sum("monto")):
        situacion = situacion_de(ultimo, esta_retirado, estado)
        antes = por_situacion.get(situacion, (0, 0))
        por_situacion[situacion] = (antes[0] + cuantos, antes[1] + monto)
    dias = calendario()
    lapsos = cobros.order_by().filter(retenida_desde__isnull=False).values_list("retenida_desde", "retenida_hasta")
    return Totales(
        [(uno, *por_situacion[uno]) for uno in Situacion if uno in por_situacion],
        sum(_dias_retenida(desde, hasta, dias) or 0 for desde, hasta in lapsos.iterator(chunk_size=_LOTE)),
    )


def situacion_de(ultimo: str | None, retirado: bool, estado: str) -> Situacion:
    """Of a payment by its last proof (its state, None without one), whether it was withdrawn, and the request's state.

    What was validated stays so, whatever became of the request.
    """
    if ultimo == _E.VALIDADO:
        return Situacion.VALIDADO
    if retirado:
        return Situacion.RETIRADO
    if ultimo == _E.ACEPTADO:
        return Situacion.SIN_REVISAR
    if estado in SIN_EFECTO:
        return Situacion.SIN_EFECTO
    if ultimo == _E.INFORMADO:
        return Situacion.POR_VALIDAR
    return Situacion.RECHAZADO if ultimo == _E.RECHAZADO else Situacion.POR_PAGAR


def _dias_retenida(desde: datetime | None, hasta: datetime, dias: Calendario) -> int | None:
    return habiles_entre(dia_en_chile(desde), dia_en_chile(hasta), dias) if desde else None


def _retenida_desde() -> Case:
    """When the answer was stored and this payment asked for; nothing if it was withdrawn before there was an answer."""
    esperaba = Q(retirado_en=None) | Q(retirado_en__gt=F("solicitud__respondida_en"))
    return Case(
        When(
            Q(solicitud__respondida_en__isnull=False) & esperaba,
            then=Greatest("creado_en", "solicitud__respondida_en"),
        ),
        default=V(None),
        output_field=DateTimeField(),
    )


def _retenida_hasta() -> Coalesce:
    """When it was delivered for good: an acceptance that was undone does not end the wait."""
    return Coalesce(
        "retirado_en", "solicitud__disponible_en", "solicitud__cerrada_en", V(ahora(), output_field=DateTimeField())
    )


def _hora(titulo: str, significado: str) -> Columna:
    return Columna(titulo, significado, FECHA_HORA, 17.0)


COLUMNAS = (
    Columna("Referencia", "La referencia única del cobro."),
    Columna("N° folio", "El número nacional de la solicitud."),
    Columna("Monto", "En pesos.", ENTERO),
    _hora("Solicitado", "Cuándo se pidió el pago, hora de Chile."),
    _hora("Comprobante", "Cuándo se informó el último comprobante."),
    _hora("Decidido", "Cuándo se validó o rechazó ese comprobante."),
    Columna("Decidió", "Quién; Sistema si lo aceptó el plazo.", ancho=28.0),
    Columna("Situación", "En qué está el cobro.", ancho=28.0),
    Columna("Comprobantes rechazados", "Cuántos se rechazaron.", ENTERO),
    Columna("Días hábiles retenida", "Cuántos esperó la respuesta por este pago; vacío si no esperó.", ENTERO),
)


def escribir_hoja(ruta: Path, distribuidora_id: int, desde: date, hasta: date, avance: Avance) -> int:
    """Writes the rows of the page, in its order, to ``ruta``; returns how many."""
    with foto():
        cobros = cobros_de(distribuidora_id, desde, hasta)
        total = cobros.count()
        leidas = contando(filas(ordenados(cobros).iterator(chunk_size=_LOTE)), total, avance)
        escribir(ruta, [Hoja("Conciliación", COLUMNAS, map(_valores, leidas), total)])
    return total


def _valores(fila: Fila) -> tuple[Any, ...]:
    comprobante = fila.comprobante
    return (
        fila.cobro.referencia,
        fila.cobro.solicitud.folio,
        fila.cobro.monto,
        hora_de_chile(fila.cobro.creado_en),
        hora_de_chile(comprobante.informado_en if comprobante else None),
        hora_de_chile(comprobante.decidido_en if comprobante else None),
        fila.decidido_por,
        fila.situacion.label,
        fila.rechazados,
        fila.retenida,
    )
