"""Business hours: when what the clock does may write to people, and terms counted in hours (reglas.md 2 and 8).

Hábil days, from ``HORARIO_HABIL`` (09:00 to 18:00 unless the deployment says otherwise), hour of Chile. Pure but for
that setting, which each function takes as ``jornada`` too.
"""

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from django.conf import settings

from catalogo.plazos import UN_DIA, Calendario
from nucleo.comun.reloj import CHILE

_MICRO = timedelta(microseconds=1)


@dataclass(frozen=True)
class Jornada:
    """From when to when people work on a día hábil, in the hour of Chile."""

    abre: time
    cierra: time


def jornada() -> Jornada:
    return Jornada(*settings.HORARIO_HABIL)


def en_horario(instante: datetime, calendario: Calendario) -> bool:
    """Whether ``instante`` (aware) falls in business hours."""
    local, suya = instante.astimezone(CHILE), jornada()
    return calendario.es_habil(local.date()) and suya.abre <= local.time() < suya.cierra


def proximo(instante: datetime, calendario: Calendario) -> datetime:
    """``instante`` itself in business hours, else the next opening, in UTC."""
    if en_horario(instante, calendario):
        return instante
    local, abre = instante.astimezone(CHILE), jornada().abre
    dia = local.date() if local.time() < abre else local.date() + UN_DIA
    return datetime.combine(calendario.habil_desde(dia), abre, CHILE).astimezone(UTC)


def horas_habiles(desde: datetime, cantidad: float, calendario: Calendario, horario: Jornada | None = None) -> datetime:
    """The instant (UTC) at which ``cantidad`` business hours after ``desde`` (aware) have gone by.

    A term that fills a day ends when that day closes, not when the next one opens. ValueError unless it is positive.
    """
    falta = timedelta(hours=cantidad)
    if falta <= timedelta(0):
        raise ValueError("La cantidad debe ser mayor que cero")
    for abre, cierra in _tramos(desde, calendario, horario or jornada()):
        if cierra - abre >= falta:
            return abre + falta
        falta -= cierra - abre
    raise AssertionError("there is always another day")


def transcurridas(
    desde: datetime, hasta: datetime, calendario: Calendario, horario: Jornada | None = None
) -> timedelta:
    """The business time between two instants; none if ``hasta`` is not after ``desde``."""
    suma = timedelta(0)
    for abre, cierra in _tramos(desde, calendario, horario or jornada()):
        if abre >= hasta:
            return suma
        suma += min(cierra, hasta) - abre
    raise AssertionError("there is always another day")


def corte(instante: datetime, cantidad: float, calendario: Calendario, horario: Jornada | None = None) -> datetime:
    """What began before it is late at ``instante``: the first beginning whose term is not over by then (UTC).

    The inverse of ``horas_habiles``, to ask a table of thousands in one condition. Found by halving, so the two can
    never disagree about an edge.
    """
    atras = timedelta(days=1)
    while horas_habiles(instante - atras, cantidad, calendario, horario) >= instante:
        atras *= 2
    primero = instante.astimezone(UTC) - atras
    pasos = bisect_left(
        range(atras // _MICRO),
        True,
        key=lambda paso: horas_habiles(primero + paso * _MICRO, cantidad, calendario, horario) >= instante,
    )
    return primero + pasos * _MICRO


def _tramos(desde: datetime, calendario: Calendario, horario: Jornada) -> Iterator[tuple[datetime, datetime]]:
    """The stretches of business from ``desde`` on, in UTC; without end."""
    dia: date = desde.astimezone(CHILE).date()
    while True:
        dia = calendario.habil_desde(dia)
        abre, cierra = (datetime.combine(dia, hora, CHILE).astimezone(UTC) for hora in (horario.abre, horario.cierra))
        if cierra > desde:
            yield max(abre, desde.astimezone(UTC)), cierra
        dia += UN_DIA
