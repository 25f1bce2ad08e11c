"""The arithmetic of days on integers, for a million lives: the answers of ``catalogo.plazos``, and fast.

A day is a number from ``PRIMERO``; an instant is UTC microseconds since 1970, as the chain of events counts them.
"""

from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from datetime import time as hora

from catalogo.plazos import HABILES, MESES, Calendario, _sumar_meses
from nucleo.bitacora.huella import microsegundos
from nucleo.comun.reloj import CHILE

PRIMERO, ULTIMO = date(2013, 1, 1), date(2046, 12, 31)
SEGUNDO = 1_000_000
HORA = 3600 * SEGUNDO
DIA = 24 * HORA
_EPOCA = PRIMERO.toordinal() - date(1970, 1, 1).toordinal()
_RELOJ = [f"{s // 3600:02}:{s // 60 % 60:02}:{s % 60:02}" for s in range(86_400)]


class Dias:
    """The hábil days of Chile. ``feriados``: the national ones in force."""

    def __init__(self, feriados: Iterable[date]) -> None:
        calendario = Calendario(feriados)
        todos = [PRIMERO + timedelta(days=n) for n in range((ULTIMO - PRIMERO).days + 1)]
        # What Chile calls 00:00, in UTC. Where the clocks go forward at that hour it is the first instant of the day.
        self.medianoche = [microsegundos(datetime.combine(dia, hora(), CHILE)) for dia in todos]
        self.iso = [dia.isoformat() for dia in todos]
        self.fechas = todos
        self.habiles = [n for n, dia in enumerate(todos) if calendario.es_habil(dia)]
        self.cuenta: list[int] = []  # hábil days up to each, itself included
        self.desde: list[int] = []  # each day, or the next hábil
        vistos = 0
        for n in range(len(todos)):
            es_habil = vistos < len(self.habiles) and self.habiles[vistos] == n
            self.desde.append(self.habiles[min(vistos, len(self.habiles) - 1)])
            vistos += es_habil
            self.cuenta.append(vistos)
        self._plazos: dict[tuple[int, int, str], int] = {}

    def dia(self, instante: int) -> int:
        """The day in Chile of an instant."""
        numero = instante // DIA - _EPOCA
        return numero if instante >= self.medianoche[numero] else numero - 1

    def numero(self, dia: date) -> int:
        return dia.toordinal() - PRIMERO.toordinal()

    def entre(self, desde: int, hasta: int) -> int:
        """Hábil days after ``desde`` up to ``hasta``, itself included."""
        return self.cuenta[hasta] - self.cuenta[desde] if hasta > desde else 0

    def mas(self, dia: int, habiles: int) -> int:
        """The day that many hábil days after ``dia``."""
        return self.habiles[self.cuenta[dia] - 1 + habiles]

    def vence(self, recibida: int, cantidad: int, unidad: str) -> int:
        """The last day of a term that counts from the reception ``recibida``."""
        recibida = self.desde[recibida]
        if unidad == HABILES:
            return self.mas(recibida, cantidad)
        clave = (recibida, cantidad, unidad)
        if (ultimo := self._plazos.get(clave)) is None:
            fecha = self.fechas[recibida]
            ultima = _sumar_meses(fecha, cantidad) if unidad == MESES else fecha + timedelta(days=cantidad)
            ultimo = self._plazos[clave] = self.desde[self.numero(ultima)]
        return ultimo


def sello(instante: int) -> str:
    """An instant as PostgreSQL reads it."""
    dias, resto = divmod(instante, DIA)
    segundos, micros = divmod(resto, SEGUNDO)
    if (fecha := _FECHAS.get(dias)) is None:
        fecha = _FECHAS[dias] = (datetime(1970, 1, 1, tzinfo=UTC) + timedelta(days=dias)).date().isoformat()
    return f"{fecha} {_RELOJ[segundos]}.{micros:06}+00"


_FECHAS: dict[int, str] = {}
