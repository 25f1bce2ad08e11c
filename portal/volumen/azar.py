"""Dice for instants: working hours of staff, waking hours of applicants, delays with a long tail."""

import random
from bisect import bisect_right
from typing import TypeVar

from portal.volumen.dias import DIA, HORA, SEGUNDO
from portal.volumen.mundo import Mundo
from portal.volumen.pesos import HORAS

T = TypeVar("T")
UN_MINUTO = 60 * SEGUNDO


class Azar:
    """The chance of one account. Everything that may differ between two lives comes from here."""

    def __init__(self, semilla: int, mundo: Mundo) -> None:
        generador = random.Random(semilla)  # noqa: S311 - believable, not secret
        self.tiro, self.lognormal, self.bits = generador.random, generador.lognormvariate, generador.getrandbits
        self.mundo, self.dias = mundo, mundo.dias

    def uno_de(self, cosas: tuple[T, ...] | list[T]) -> T:
        return cosas[int(self.tiro() * len(cosas))]

    def entre(self, desde: int, hasta: int) -> int:
        """A whole number, both ends included."""
        return desde + int(self.tiro() * (hasta - desde + 1))

    def pasa(self, probabilidad: float) -> bool:
        return self.tiro() < probabilidad

    def cola_larga(self, mediana: float, dispersion: float = 0.7) -> float:
        return mediana * self.lognormal(0, dispersion)

    def de_oficina(self, dia: int) -> int:
        """An instant of that day between 9:00 and 18:00."""
        return self.dias.medianoche[dia] + 9 * HORA + int(self.tiro() * 9 * HORA)

    def habil_tras(self, instante: int, habiles: int) -> int:
        """A working hour that many hábil days after ``instante``; with 0, later the same day or the next morning."""
        dias = self.dias
        dia = dias.mas(dias.desde[dias.dia(instante)], habiles)
        elegido = self.de_oficina(dia)
        if elegido > instante:
            return elegido
        cierre = dias.medianoche[dia] + 18 * HORA
        if instante < cierre - HORA:
            return instante + int(self.tiro() * (cierre - instante))
        return self.de_oficina(dias.mas(dias.desde[dia], 1))

    def de_persona(self, dia: int) -> int:
        """An instant of that day at an hour at which people file."""
        hora = bisect_right(HORAS, self.tiro() * HORAS[-1])
        return self.dias.medianoche[dia] + min(hora, 23) * HORA + int(self.tiro() * HORA)

    def persona_tras(self, instante: int, dias: float) -> int:
        """Some days after ``instante``, at an hour at which people do things; never before it."""
        elegido = self.de_persona(self.dias.dia(instante + int(dias * DIA)))
        return elegido if elegido > instante else instante + 5 * UN_MINUTO + int(self.tiro() * 3 * HORA)
