"""When a failed try is repeated, and when it is not (seguridad.md 4.1)."""

import random
from datetime import datetime, timedelta

from nucleo.avisos.models import Causa

INTENTOS = 8
ARRIENDO = timedelta(seconds=60)  # longer than any send: see smtp.PLAZO
ESPERAS = tuple(timedelta(minutes=m) for m in (1, 5, 15, 60, 4 * 60, 12 * 60))
SIN_REMEDIO = frozenset({Causa.RECHAZO, Causa.MENSAJE})


def proximo(intentos: int, causa: str, ahora: datetime) -> datetime | None:
    """When to try again after ``intentos`` tries, the last one failed by ``causa``; None: never.

    The wait is lengthened by up to a fifth, so that what failed together does not come back together.
    """
    if causa in SIN_REMEDIO or intentos >= INTENTOS:
        return None
    espera = ESPERAS[min(intentos, len(ESPERAS)) - 1]
    return ahora + espera * (1 + random.random() / 5)  # noqa: S311 - spreads the load, guards nothing
