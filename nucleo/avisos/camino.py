"""Whether the mail server can be reached. What waited only for that leaves at once when it can (FAU-4)."""

import logging
import time
from collections.abc import Iterable

from django.db import connection

from nucleo.avisos import canales
from nucleo.avisos.models import Aviso, Canal, Causa, EstadoAviso
from nucleo.avisos.reintentos import DEL_CAMINO
from nucleo.comun.reloj import ahora

registro = logging.getLogger(__name__)
ENTRE_SONDEOS = 60.0  # seconds
_ultimo_sondeo = float("-inf")
# SKIP LOCKED: two senders that succeed together would otherwise lock the same rows in different orders.
_ADELANTAR = """
    UPDATE avisos_aviso SET proximo = %(ahora)s
    WHERE id IN (SELECT id FROM avisos_aviso WHERE estado = 'pendiente' AND canal = %(canal)s
                 AND causa = ANY(%(causas)s) AND proximo > %(ahora)s FOR UPDATE SKIP LOCKED)"""


def abierto(canal: str) -> None:
    """A message got through ``canal``: those that failed on the way need not serve out their wait."""
    _adelantar(canal, DEL_CAMINO)


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
    return _adelantar(Canal.CORREO, [Causa.CONEXION]) > 0


def _adelantar(canal: str, causas: Iterable[str]) -> int:
    with connection.cursor() as cursor:
        cursor.execute(_ADELANTAR, {"ahora": ahora(), "canal": str(canal), "causas": [str(causa) for causa in causas]})
        return int(cursor.rowcount)
