"""Whose the hábil days were: distribuidora, solicitante, pago, nadie (reglas.md 3).

A hábil day belongs to whoever had the turn at its 00:00 in Chile, so the day of a change still counts for the one who
made it. The four add up to the hábil days since the reception.
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from catalogo.plazos import Calendario, dia_en_chile, habiles_entre
from solicitudes.estados import Cuenta
from solicitudes.models import Solicitud

_INSTANTE = timedelta(microseconds=1)
CAMPOS = ("contado_hasta", "dias_distribuidora", "dias_solicitante", "dias_pago", "dias_nadie")


@dataclass(frozen=True)
class Dias:
    """Hábil days by whose they were."""

    distribuidora: int = 0
    solicitante: int = 0
    pago: int = 0
    nadie: int = 0

    @property
    def total(self) -> int:
        return self.distribuidora + self.solicitante + self.pago + self.nadie


def ultimo_dia_de_antes(instante: datetime) -> date:
    """The last day whose 00:00 lies before ``instante``: those up to it belong to whoever had the turn until then."""
    return dia_en_chile(instante - _INSTANTE)


def contar(solicitud: Solicitud, instante: datetime, calendario: Calendario) -> None:
    """Writes down the days up to ``instante`` for whoever had the turn; to be called before the state changes."""
    hasta = max(solicitud.contado_hasta, ultimo_dia_de_antes(instante))
    sumar(solicitud, solicitud.cuenta, habiles_entre(solicitud.contado_hasta, hasta, calendario))
    solicitud.contado_hasta = hasta


def sumar(solicitud: Solicitud, cuenta: Cuenta, dias: int) -> None:
    campo = f"dias_{cuenta.value}"
    setattr(solicitud, campo, getattr(solicitud, campo) + dias)


def dias(solicitud: Solicitud, hasta: date, calendario: Calendario) -> Dias:
    """The days up to ``hasta``, itself included: those written down and the present turn's."""
    anotados = {
        Cuenta.DISTRIBUIDORA: solicitud.dias_distribuidora,
        Cuenta.SOLICITANTE: solicitud.dias_solicitante,
        Cuenta.PAGO: solicitud.dias_pago,
        Cuenta.NADIE: solicitud.dias_nadie,
    }
    anotados[solicitud.cuenta] += habiles_entre(solicitud.contado_hasta, hasta, calendario)
    return Dias(**{cuenta.value: numero for cuenta, numero in anotados.items()})
