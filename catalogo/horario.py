"""Business hours: when what the clock does may write to people (reglas.md 2): hábil days, 09:00 to 18:00 in Chile."""

from datetime import UTC, datetime, time

from catalogo.plazos import UN_DIA, Calendario
from nucleo.comun.reloj import CHILE

ABRE, CIERRA = time(9), time(18)


def en_horario(instante: datetime, calendario: Calendario) -> bool:
    """Whether ``instante`` (aware) falls in business hours."""
    local = instante.astimezone(CHILE)
    return calendario.es_habil(local.date()) and ABRE <= local.time() < CIERRA


def proximo(instante: datetime, calendario: Calendario) -> datetime:
    """``instante`` itself in business hours, else the next opening, in UTC."""
    if en_horario(instante, calendario):
        return instante
    local = instante.astimezone(CHILE)
    dia = local.date() if local.time() < ABRE else local.date() + UN_DIA
    return datetime.combine(calendario.habil_desde(dia), ABRE, CHILE).astimezone(UTC)
