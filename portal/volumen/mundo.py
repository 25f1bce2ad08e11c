"""What every life happens in: the catalogue, the staff, the files and the rhythm of each distributor.

Plain data, so that it travels to the processes that make the lives.
"""

import random
from bisect import bisect_right
from dataclasses import dataclass, field
from datetime import date
from itertools import accumulate

from portal.volumen import pesos
from portal.volumen.dias import DIA, Dias

ANIOS = 10
# Answers asked for in strict order of arrival are given in it, but for some: by form, hábil days of an easy month.
_PASO_NORMAL = {"conexion": 5.0, "notificacion": 3.2}


@dataclass(frozen=True)
class Distribuidora:
    id: int
    prefijo: str
    personal: tuple[int, ...]  # accounts; the first is the jefatura
    comunas: tuple[str, ...]


@dataclass(frozen=True)
class Papel:
    """A document of a form."""

    codigo: str
    nombre: str
    exigencia: str
    condicion: str
    extensiones: tuple[str, ...]


@dataclass(frozen=True)
class Contenido:
    """A stored file that many rows share."""

    sha256: str
    bytes: int
    tipo: str
    extension: str


# Case → (first day, last day, id, amount, unit, who): the rows of ReglaPlazo.
Reglas = dict[str, list[tuple[int, int, int, int, str, str]]]


@dataclass(frozen=True)
class Datos:
    """What is read once from the database and sent to each process. ``hasta``: the present instant."""

    semilla: int
    hasta: int
    feriados: tuple[date, ...]
    reglas: Reglas
    distribuidoras: tuple[Distribuidora, ...]
    sec: tuple[int, ...]
    papeles: dict[str, tuple[Papel, ...]]
    contenidos: dict[str, tuple[Contenido, ...]]
    clave: str
    registrado: int
    primeros: dict[str, int] = field(default_factory=dict)


class Mundo:
    """``Datos`` with what is computed from them: the calendar, the weights, the queue of each distributor."""

    def __init__(self, datos: Datos) -> None:
        self.datos, self.hasta, self.reglas = datos, datos.hasta, datos.reglas
        self.dias = Dias(datos.feriados)
        self.hoy = self.dias.dia(datos.hasta)
        self.distribuidoras, self.sec, self.papeles = datos.distribuidoras, datos.sec, datos.papeles
        self.contenidos = datos.contenidos
        self.pedidos: dict[tuple[str, bool, bool, bool], list[tuple[Papel, bool]]] = {}
        azar = random.Random(datos.semilla)  # noqa: S311 - believable, not secret
        self._peso_acumulado = list(accumulate(pesos.de(d.prefijo) for d in datos.distribuidoras))
        self.ritmo = [azar.lognormvariate(0, 0.28) for _ in datos.distribuidoras]
        self.descuido = [azar.uniform(0.04, 0.22) for _ in datos.distribuidoras]
        self._primer_dia = self.hoy - 3653
        self._llegadas = self._acumular_llegadas()
        self.colas = [
            {tipo: self._cola(azar, dx, normal) for tipo, normal in _PASO_NORMAL.items()}
            for dx in range(len(datos.distribuidoras))
        ]

    def elegir_distribuidora(self, tiro: float) -> int:
        acumulado = self._peso_acumulado
        return bisect_right(acumulado, tiro * acumulado[-1], 0, len(acumulado) - 1)

    def elegir_dia(self, tiro: float) -> int:
        """A day of filing: more each year, by season, few at weekends."""
        acumulado = self._llegadas
        return self._primer_dia + bisect_right(acumulado, tiro * acumulado[-1], 0, len(acumulado) - 1)

    def vigente(self, caso: str, dia: int) -> tuple[int, int, int, int, str, str]:
        """The rule of ``caso`` in force on ``dia``."""
        for regla in self.reglas[caso]:
            if regla[0] <= dia <= regla[1]:
                return regla
        raise LookupError(f"No hay un plazo vigente para «{caso}» el {self.dias.iso[dia]}")

    def _acumular_llegadas(self) -> list[float]:
        dias = self.dias
        llegadas = []
        for dia in range(self._primer_dia, self.hoy + 1):
            fecha = dias.fechas[dia]
            peso = 1.22 ** ((dia - self._primer_dia) / 365.25) * pesos.POR_MES[fecha.month - 1]
            llegadas.append(peso if dias.desde[dia] == dia else peso * 0.22)
        return list(accumulate(llegadas))

    def _cola(self, azar: random.Random, dx: int, normal: float) -> list[int]:
        """Per day of reception, the day on which its turn comes: never before that of an earlier one."""
        dias, atraso, turno = self.dias, 0.0, 0
        cola: list[int] = []
        for dia in range(self._primer_dia, self.hoy + 30):
            if dias.fechas[dia].day == 1:
                # Backlogs come and go over months, and some distributors live in one.
                atraso = 0.7 * atraso + azar.gauss(0, 0.42)
            llega = dias.mas(dias.desde[dia], max(1, round(normal * self.ritmo[dx] * 2.718281828**atraso)))
            turno = max(turno, llega)
            cola.append(turno)
        return cola

    def turno(self, tipo: str, dx: int, dia: int) -> int:
        cola = self.colas[dx][tipo]
        return cola[min(max(0, dia - self._primer_dia), len(cola) - 1)]

    @property
    def comienzo(self) -> int:
        return self.hasta - 3653 * DIA
