"""Which rows of the totals add up to a period: whole years, then whole months, then days, and the loose facts."""

from collections.abc import Iterator
from datetime import date, timedelta

from django.db.models import Q

from solicitudes.models import Grano

DE_MAYOR_A_MENOR = (Grano.ANUAL, Grano.MENSUAL, Grano.DIARIO)


def filas_del_periodo(desde: date, hasta: date, *, grueso: Grano = Grano.ANUAL) -> Q:
    """The rows of the days from ``desde`` to ``hasta``, both included; ``grueso``: the coarsest grain to take."""
    filas = Q(grano=Grano.SUELTO, desde__gte=desde, desde__lte=hasta)
    granos = DE_MAYOR_A_MENOR[DE_MAYOR_A_MENOR.index(grueso) :]
    for grano, primero, fin in _tramos(desde, hasta + timedelta(days=1), granos):
        filas |= Q(grano=grano, desde__gte=primero, desde__lt=fin)
    return filas


def _tramos(desde: date, fin: date, granos: tuple[Grano, ...]) -> Iterator[tuple[Grano, date, date]]:
    """``[desde, fin)`` cut into whole units of the first grain and what is left at both ends in the next ones."""
    if desde >= fin:
        return
    grano, *menores = granos
    primero = desde if comienzo(desde, grano) == desde else _siguiente(desde, grano)
    ultimo = comienzo(fin, grano)
    if primero >= ultimo:
        yield from _tramos(desde, fin, tuple(menores))
        return
    yield grano, primero, ultimo
    yield from _tramos(desde, primero, tuple(menores))
    yield from _tramos(ultimo, fin, tuple(menores))


def comienzo(dia: date, grano: Grano) -> date:
    """The first day of the year, month or day that holds ``dia``."""
    if grano == Grano.DIARIO:
        return dia
    return dia.replace(day=1) if grano == Grano.MENSUAL else dia.replace(month=1, day=1)


def _siguiente(dia: date, grano: Grano) -> date:
    primero = comienzo(dia, grano)
    if grano == Grano.ANUAL:
        return primero.replace(year=primero.year + 1)
    return (primero + timedelta(days=32)).replace(day=1)
