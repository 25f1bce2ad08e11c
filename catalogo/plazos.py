"""The legal arithmetic of days (reglas.md 3; DS 57 art. 5, Ley 19.880 art. 25).

Pure: a Calendario goes in, dates come out; only ``calendario()`` at the end reads the database. What
arrives on a day that is not hábil counts as received on the next one; the term is counted from the day
after; a last day that is not hábil rolls forward; it ends at 23:59:59 in Chile.
"""

import calendar
import time
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from datetime import time as hora

from nucleo.comun.reloj import CHILE
from nucleo.comun.texto import DURO

HABILES, CORRIDOS, MESES = "habiles", "corridos", "meses"
UNIDADES = (HABILES, CORRIDOS, MESES)
UN_DIA = timedelta(days=1)
DIAS = ("lunes", "martes", "miércoles", "jueves", "viernes", "sábado", "domingo")
_SABADO, _SEMANA = 5, 7


class Calendario:
    """The days that are not hábil. ``feriados``: the national ones, as a set of dates or date → name."""

    def __init__(self, feriados: Mapping[date, str] | Iterable[date]) -> None:
        self.feriados: dict[date, str] = (
            dict(feriados) if isinstance(feriados, Mapping) else dict.fromkeys(feriados, "")
        )
        # Only these take a day away; a holiday on a Saturday does not.
        self._en_semana = sorted(dia for dia in self.feriados if dia.weekday() < _SABADO)
        self._anios = {dia.year for dia in self.feriados}

    def es_habil(self, dia: date) -> bool:
        return dia.weekday() < _SABADO and dia not in self.feriados

    def motivo(self, dia: date) -> str:
        """Why ``dia`` is not hábil: ``"fin de semana"``, ``"feriado (Navidad)"``; empty if it is."""
        if dia in self.feriados:
            nombre = self.feriados[dia]
            return f"feriado ({nombre})" if nombre else "feriado"
        return "fin de semana" if dia.weekday() >= _SABADO else ""

    def habil_desde(self, dia: date) -> date:
        """``dia`` itself if hábil, else the next one that is."""
        while not self.es_habil(dia):
            dia += UN_DIA
        return dia

    def conoce(self, anio: int) -> bool:
        """Whether the holidays of that year are loaded."""
        return anio in self._anios

    def contar(self, hasta: date) -> int:
        """Hábil days from the beginning of the calendar to ``hasta``, itself included."""
        # date.toordinal() 1 is a Monday, so whole weeks and a rest give the days Monday to Friday.
        semanas, resto = divmod(hasta.toordinal(), _SEMANA)
        return semanas * _SABADO + min(resto, _SABADO) - bisect_right(self._en_semana, hasta)


@dataclass(frozen=True)
class Plazo:
    """A term and how it was counted. ``pasos``: one sentence per line, in the order of the days."""

    recibida_el: date
    primer_dia: date
    vence_el: date
    pasos: tuple[str, ...] = field(default=(), compare=False)

    @property
    def termina_en(self) -> datetime:
        return fin_del_dia(self.vence_el)


def dia_en_chile(recibida: datetime | date) -> date:
    """The date in Chile of an aware instant; a bare date is taken as it is. ValueError if naive."""
    if not isinstance(recibida, datetime):
        return recibida
    if recibida.tzinfo is None:
        raise ValueError("El instante debe llevar zona horaria")
    return recibida.astimezone(CHILE).date()


def fin_del_dia(dia: date) -> datetime:
    """23:59:59 of ``dia`` in America/Santiago, in UTC.

    ``fold=1``: when the clocks go back, on a Saturday at 24:00, that second passes twice and the later ends the day.
    """
    return datetime.combine(dia, hora(23, 59, 59, fold=1), CHILE).astimezone(UTC)


def en_plazo(instante: datetime, vence_el: date) -> bool:
    """Whether ``instante`` (aware) falls on ``vence_el`` in Chile or before."""
    return dia_en_chile(instante) <= vence_el


def habiles_entre(desde: date, hasta: date, calendario: Calendario) -> int:
    """Hábil days after ``desde`` up to ``hasta``, itself included; 0 if ``hasta`` is not after ``desde``."""
    return calendario.contar(hasta) - calendario.contar(desde) if hasta > desde else 0


def restan(vence_el: date, hoy: date, calendario: Calendario) -> int:
    """Hábil days left after ``hoy``: 0 on the last day, and once it is past."""
    return habiles_entre(hoy, vence_el, calendario)


def calcular(recibida: datetime | date, cantidad: int, unidad: str, calendario: Calendario) -> Plazo:
    """The term of ``cantidad`` ``unidad`` (habiles, corridos, meses) for what arrived at ``recibida``.

    ``recibida``: an aware instant, or the day in Chile. ValueError for a count under 1, another unit or
    a naive instant; OverflowError when it ends after the year 9999.
    """
    llegada = dia_en_chile(recibida)
    recibida_el = calendario.habil_desde(llegada)
    primer_dia = recibida_el + UN_DIA
    if unidad == HABILES:
        primer_dia = calendario.habil_desde(primer_dia)
    ultimo = _ultimo(recibida_el, cantidad, unidad, calendario)
    plazo = Plazo(recibida_el, primer_dia, calendario.habil_desde(ultimo))
    return replace(plazo, pasos=tuple(_explicar(llegada, plazo, ultimo, cantidad, unidad, calendario)))


def vencimiento(recibida: datetime | date, cantidad: int, unidad: str, calendario: Calendario) -> date:
    """The last day alone, without its explanation: for bulk work."""
    recibida_el = calendario.habil_desde(dia_en_chile(recibida))
    return calendario.habil_desde(_ultimo(recibida_el, cantidad, unidad, calendario))


def _ultimo(recibida_el: date, cantidad: int, unidad: str, calendario: Calendario) -> date:
    """The last day before any roll forward."""
    if cantidad < 1:
        raise ValueError("La cantidad debe ser 1 o más")
    if unidad == HABILES:
        dia = recibida_el
        for _ in range(cantidad):
            dia = calendario.habil_desde(dia + UN_DIA)
        return dia
    if unidad == CORRIDOS:
        return recibida_el + timedelta(days=cantidad)
    if unidad == MESES:
        return _sumar_meses(recibida_el, cantidad)
    raise ValueError(f"La unidad debe ser {', '.join(UNIDADES)}")


def _sumar_meses(dia: date, meses: int) -> date:
    """The same day of a later month, or its last one where there is no such day (Ley 19.880 art. 25)."""
    anios, mes = divmod(dia.month - 1 + meses, 12)
    anio = dia.year + anios
    if anio > date.max.year:
        raise OverflowError("date value out of range")
    return date(anio, mes + 1, min(dia.day, calendar.monthrange(anio, mes + 1)[1]))


def fecha_larga(dia: date) -> str:
    """``miércoles 11-03-2026``, the form of deadlines (DISENO 3.3), which no line breaks in two."""
    return f"{DIAS[dia.weekday()]}{DURO}{dia:%d-%m-%Y}"


def _dias_entre(desde: date, hasta: date) -> Iterator[date]:
    """Every day from ``desde`` up to ``hasta``, this one left out."""
    for numero in range((hasta - desde).days):
        yield desde + timedelta(days=numero)


def _saltados(desde: date, hasta: date, calendario: Calendario) -> Iterator[str]:
    for dia in _dias_entre(desde, hasta):
        if motivo := calendario.motivo(dia):
            yield f"El {fecha_larga(dia)} no se cuenta: {motivo}."


def _explicar(
    llegada: date, plazo: Plazo, ultimo: date, cantidad: int, unidad: str, calendario: Calendario
) -> Iterator[str]:
    duracion = f"{cantidad} {_NOMBRES[unidad][cantidad != 1]}"
    yield f"Llegó el {fecha_larga(llegada)}."
    if plazo.recibida_el != llegada:
        yield from _saltados(llegada, plazo.recibida_el, calendario)
        yield f"Se tiene por recibida el {fecha_larga(plazo.recibida_el)}, el día hábil siguiente."
    yield f"El plazo es de {duracion} y se cuenta desde el día siguiente."
    if unidad == HABILES:
        yield from _saltados(plazo.recibida_el + UN_DIA, plazo.primer_dia, calendario)
    yield f"El primer día es el {fecha_larga(plazo.primer_dia)}."
    if unidad == HABILES:
        yield from _saltados(plazo.primer_dia, ultimo, calendario)
    if plazo.vence_el != ultimo:
        yield f"Contados {duracion}, se llega al {fecha_larga(ultimo)}."
        yield from _saltados(ultimo, plazo.vence_el, calendario)
        yield "El último día pasa al día hábil siguiente."
    if faltan := [str(anio) for anio in range(llegada.year, plazo.vence_el.year + 1) if not calendario.conoce(anio)]:
        # A date beyond the loaded holidays may still move, and must say so.
        yield f"Los feriados de {', '.join(faltan)} no están cargados: la fecha puede cambiar."
    yield f"El último día es el {fecha_larga(plazo.vence_el)}, hasta las 23:59:59, hora de Chile."


_NOMBRES = {HABILES: ("día hábil", "días hábiles"), CORRIDOS: ("día corrido", "días corridos"), MESES: ("mes", "meses")}


# --- The one door to the database -------------------------------------------------------------------------

_EDAD_MAXIMA = 30.0  # seconds after which it is read again whatever the chain says: a load writes no event
_PULSO = 1.0  # seconds between looks at the chain where no request asks


@dataclass(frozen=True)
class _Guardado:
    calendario: Calendario
    version: bytes
    leido: float


_guardado: _Guardado | None = None
_mirado = 0.0
# Whether this request has compared its calendar with the chain; None outside a request.
_comparado: ContextVar[bool | None] = ContextVar("calendario_comparado", default=None)


def calendario() -> Calendario:
    """The national holidays in force, for what a page shows. What stores a deadline asks ``calendario_al_dia()``.

    Kept in this process while the chain of the catalogue stands still, which each request looks at once: so a holiday
    that SEC changed is seen at once by every process.
    """
    global _guardado, _mirado
    if _guardado and not _toca_mirar():
        return _guardado.calendario
    _mirado = time.monotonic()
    if _comparado.get() is not None:
        _comparado.set(True)
    version = _version()
    if _guardado is None or _guardado.version != version or _mirado - _guardado.leido > _EDAD_MAXIMA:
        _guardado = _Guardado(calendario_al_dia(), version, _mirado)
    return _guardado.calendario


def _toca_mirar() -> bool:
    comparado = _comparado.get()
    return time.monotonic() - _mirado > _PULSO if comparado is None else not comparado


def _version() -> bytes:
    """The digest of the catalogue's last event: every change of a holiday writes one."""
    from nucleo.bitacora.models import Cabeza

    return bytes(Cabeza.objects.filter(cadena="catalogo").values_list("hash", flat=True).first() or b"")


@contextmanager
def un_pedido() -> Iterator[None]:
    """Inside, the chain is looked at once: around a request."""
    testigo = _comparado.set(False)
    try:
        yield
    finally:
        _comparado.reset(testigo)


def calendario_al_dia() -> Calendario:
    """The same, read now (one query): for an action that writes ``vence_el``."""
    from catalogo.models import Feriado

    return Calendario(dict(Feriado.objects.filter(region=None, vigente=True).values_list("fecha", "nombre")))


def olvidar_calendario() -> None:
    """Drops what this process keeps: after a load, which writes no event."""
    global _guardado
    _guardado = None
