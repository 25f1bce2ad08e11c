"""Deadline rules: a change closes the row in force and opens the next one, so what ruled on any day stays written."""

from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from catalogo.cambios.comun import CambioRechazado, en_fila
from catalogo.models import ReglaPlazo
from catalogo.plazos import UN_DIA
from nucleo.comun.reloj import hoy


@dataclass(frozen=True)
class Cambio:
    """A term of ``caso`` from the day ``desde`` on. ``hasta``: until when, set by the rule that it cuts."""

    caso: str
    cantidad: int
    unidad: str
    articulo: str
    desde: date
    hasta: date | None = None


def foto(regla: ReglaPlazo) -> dict[str, Any]:
    return {
        "caso": regla.caso, "cantidad": regla.cantidad, "unidad": regla.unidad, "articulo": regla.articulo,
        "rige_desde": regla.vigente_desde.isoformat(),
    }  # fmt: skip


def cortar(cambio: Cambio) -> tuple[ReglaPlazo, Cambio]:
    """The rule that ``cambio`` cuts short, and the change with the end that it takes over from it.

    Raises ``CambioRechazado`` when no rule is in force on that day, when one begins on it, and when nothing changes.
    """
    regla = (
        ReglaPlazo.objects.en_pie()
        .filter(caso=cambio.caso, vigente_desde__lte=cambio.desde)
        .order_by("vigente_desde")
        .last()
    )
    if regla is None:
        raise CambioRechazado("desde", f"Elige una fecha después del {_primer_dia(cambio.caso):%d-%m-%Y}")
    if regla.vigente_desde == cambio.desde:
        raise CambioRechazado("desde", f"Ya hay un plazo que rige desde el {cambio.desde:%d-%m-%Y}. Elige otro día")
    if regla.vigente_hasta is not None and regla.vigente_hasta < cambio.desde:
        raise CambioRechazado("desde", f"Ningún plazo rige el {cambio.desde:%d-%m-%Y}. Elige otro día")
    igual = (regla.cantidad, regla.unidad, regla.articulo) == (cambio.cantidad, cambio.unidad, cambio.articulo)
    if igual:
        raise CambioRechazado("cantidad", "Es el mismo plazo que ya rige ese día. Cambia los días o el artículo")
    return regla, replace(cambio, hasta=regla.vigente_hasta)


def _primer_dia(caso: str) -> date:
    return min(ReglaPlazo.objects.en_pie().filter(caso=caso).values_list("vigente_desde", flat=True))


def nueva(regla: ReglaPlazo, cambio: Cambio) -> ReglaPlazo:
    """The row of ``cambio``, unsaved; what it does not say comes from the ``regla`` that it follows."""
    return ReglaPlazo(
        caso=cambio.caso, descripcion=regla.descripcion, responsable=regla.responsable, cantidad=cambio.cantidad,
        unidad=cambio.unidad, articulo=cambio.articulo, vigente_desde=cambio.desde, vigente_hasta=cambio.hasta,
    )  # fmt: skip


def cambiar(cambio: Cambio) -> tuple[ReglaPlazo, ReglaPlazo]:
    """The rule closed and the one that follows it. Inside the caller's transaction; raises ``CambioRechazado``."""
    en_fila()
    regla, cambio = cortar(cambio)
    regla.vigente_hasta = cambio.desde - UN_DIA
    regla.save(update_fields=["vigente_hasta"])
    siguiente = nueva(regla, cambio)
    siguiente.save(force_insert=True)
    return regla, siguiente


def anterior_a(regla: ReglaPlazo) -> ReglaPlazo:
    """The rule that takes the days of ``regla`` back, unsaved as it would stand.

    Raises ``CambioRechazado`` when it was withdrawn already, when it rules or ruled, and when nothing goes before it.
    """
    if regla.retirada:
        raise CambioRechazado("", "Otra persona ya retiró este plazo.")
    if regla.vigente_desde <= hoy():
        raise CambioRechazado("", "Este plazo ya rige: cámbialo en vez de retirarlo.")
    previas = ReglaPlazo.objects.en_pie().filter(caso=regla.caso, vigente_hasta=regla.vigente_desde - UN_DIA)
    if (anterior := previas.first()) is None:
        raise CambioRechazado("", "Ningún plazo llega hasta el día antes: si lo retiras, esos días quedan sin plazo.")
    anterior.vigente_hasta = regla.vigente_hasta
    return anterior


def retirar(*, regla_id: int) -> tuple[ReglaPlazo, ReglaPlazo]:
    """The rule withdrawn before its first day, and the one before it, prolonged. Raises ``CambioRechazado``."""
    en_fila()
    regla = ReglaPlazo.objects.select_for_update().get(pk=regla_id)
    anterior = anterior_a(regla)
    regla.retirada = True
    regla.save(update_fields=["retirada"])
    anterior.save(update_fields=["vigente_hasta"])
    return regla, anterior
