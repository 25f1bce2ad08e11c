"""Whether the mail server can be reached. What waited only for that leaves at once when it can (FAU-4)."""

import time
from datetime import timedelta
from typing import Any

from django.db import connection

from nucleo.avisos import canales
from nucleo.avisos.models import Aviso, Canal, Causa, EstadoAviso
from nucleo.comun.reloj import ahora

ENTRE_SONDEOS = 60.0  # seconds
RESPIRO = timedelta(minutes=1)  # no row is brought forward sooner after its last try
CON_PRISA = 4  # tries; the later ones keep their hours, or a message that kills its connection would use up all
_ultimo_sondeo = float("-inf")
# SKIP LOCKED: two senders that succeed together would otherwise lock the same rows in different orders.
_ADELANTAR = """
    UPDATE avisos_aviso SET proximo = %(ahora)s
    WHERE id IN (SELECT id FROM avisos_aviso WHERE estado = 'pendiente' AND canal = %(canal)s
                 AND proximo > %(ahora)s AND intentado_en <= %(antes)s
                 AND (causa = 'conexion' OR (causa = 'corte' AND %(cortes)s AND intentos <= %(prisa)s))
                 FOR UPDATE SKIP LOCKED)"""


def abierto(canal: str) -> None:
    """A message got through ``canal``: those that failed on the way need not serve out their wait."""
    _adelantar(canal, cortes=True)


def sondear() -> bool:
    """Knocks at the mail server, once a minute at most, if messages wait because it could not be reached.

    Answers whether it opened and they are due again. Without this an outage of an hour would be paid by another.
    """
    global _ultimo_sondeo
    if time.monotonic() - _ultimo_sondeo < ENTRE_SONDEOS:
        return False
    if not Aviso.objects.filter(
        estado=EstadoAviso.PENDIENTE, canal=Canal.CORREO, causa=Causa.CONEXION, proximo__gt=ahora()
    ).exists():
        return False
    _ultimo_sondeo = time.monotonic()
    if not canales.correo_responde():
        return False
    return _adelantar(Canal.CORREO, cortes=False) > 0


def _adelantar(canal: str, *, cortes: bool) -> int:
    """``cortes``: also those cut in mid-send, while they have tries to spare: the fault may be of the message."""
    instante = ahora()
    valores: dict[str, Any] = {
        "ahora": instante,
        "antes": instante - RESPIRO,
        "canal": str(canal),
        "cortes": cortes,
        "prisa": CON_PRISA,
    }
    with connection.cursor() as cursor:
        cursor.execute(_ADELANTAR, valores)
        return int(cursor.rowcount)
