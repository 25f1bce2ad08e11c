"""The senders: claim one row with a lease, write, send outside any transaction, finish (seguridad.md 4.1).

Any number may run at once and any of them may die at any point: the row is claimed again when its lease ends.
"""

import logging
import traceback
from datetime import datetime
from typing import Any

from django.db import InterfaceError, OperationalError, transaction

from nucleo.avisos import bajas, camino, canales, preferencias, redactores, reintentos
from nucleo.avisos.models import Aviso, Causa, EstadoAviso
from nucleo.comun.reloj import ahora
from nucleo.comun.texto import una_linea

registro = logging.getLogger(__name__)
NO_SE_GUARDA = "El texto no se guarda porque lleva un enlace o un código de un solo uso."
# One statement: two senders never see the same row, and neither waits for the other.
_RECLAMAR = """
    UPDATE avisos_aviso SET estado = 'enviando', intentos = intentos + 1,
                            proximo = %(arriendo)s, intentado_en = %(ahora)s
    WHERE id = (SELECT id FROM avisos_aviso WHERE estado IN ('pendiente', 'enviando') AND proximo <= %(ahora)s
                ORDER BY proximo, id FOR UPDATE SKIP LOCKED LIMIT 1)
    RETURNING *"""


def despachar(limite: int = 100) -> int:
    """Sends up to ``limite`` due messages, oldest first. Answers how many it handled, sent or not.

    Raises RuntimeError inside a transaction: a message that left cannot be rolled back.
    """
    hechos = 0
    while hechos < limite and (aviso := _reclamar()) is not None:
        _atender(aviso)
        hechos += 1
    return hechos


def _reclamar() -> Aviso | None:
    instante = ahora()
    valores = {"ahora": instante, "arriendo": instante + reintentos.ARRIENDO}
    with transaction.atomic(durable=True):
        return next(iter(Aviso.objects.raw(_RECLAMAR, valores)), None)


def _atender(aviso: Aviso) -> None:
    try:
        if aviso.intentos > reintentos.INTENTOS:
            raise canales.FallaDeEnvio(Causa.MENSAJE, "El envío se interrumpió una y otra vez")
        if preferencias.apagado(aviso):
            _terminar(aviso, estado=EstadoAviso.DESCARTADO, causa=Causa.PREFERENCIA, error="")
            return
        redactado = _redactar(aviso)
        if redactado is None:
            _terminar(aviso, estado=EstadoAviso.DESCARTADO, causa="", error="")
            return
        canales.enviar(aviso, redactado)
    except canales.FallaDeEnvio as falla:
        _fallar(aviso, falla)
        return
    _terminar(
        aviso,
        estado=EstadoAviso.ENVIADO,
        enviado_en=ahora(),
        # The subject too: an address of another account is answered by another one, which the asker must not read.
        asunto="" if redactado.reservado else canales.cortar(redactado.asunto),
        texto=NO_SE_GUARDA if redactado.reservado else redactado.texto,
        causa="",
        error="",
    )
    camino.abierto(aviso.canal)


def _redactar(aviso: Aviso) -> redactores.Redactado | None:
    try:
        # One snapshot for what is read of the request, and a savepoint where a test holds a transaction.
        with transaction.atomic():
            return None if bajas.tiene(aviso) else redactores.redactar(aviso)
    except redactores.SinRedactor as error:
        raise canales.FallaDeEnvio(Causa.MENSAJE, f"Nadie redacta el aviso {aviso.clave}") from error
    except (OperationalError, InterfaceError):
        raise  # the database went away: so would the finish; the lease brings the row back
    except Exception as error:
        # A fault of the code: the next release may mend it, so it is tried again like any other.
        lugar = traceback.extract_tb(error.__traceback__)[-1]
        detalle = f"{type(error).__name__} en {lugar.name}:{lugar.lineno}"
        raise canales.FallaDeEnvio(Causa.TEMPORAL, detalle) from error


def _fallar(aviso: Aviso, falla: canales.FallaDeEnvio) -> None:
    proximo: datetime | None = reintentos.proximo(aviso.intentos, falla.causa, ahora())
    # The answers of a server quote addresses: they stay in the row (V17).
    registro.warning("Aviso %s sin enviar: %s, intento %s", aviso.pk, falla.causa.value, aviso.intentos)
    cambios: dict[str, Any] = {"causa": falla.causa, "error": una_linea(falla.detalle)[:500]}
    if proximo is None:
        _terminar(aviso, estado=EstadoAviso.MUERTO, **cambios)
    else:
        _terminar(aviso, estado=EstadoAviso.PENDIENTE, proximo=proximo, **cambios)


def _terminar(aviso: Aviso, **cambios: Any) -> None:
    """Only the sender of this very try may finish it: a late one, its lease lost, changes nothing."""
    Aviso.objects.filter(pk=aviso.pk, intentos=aviso.intentos, estado=EstadoAviso.ENVIANDO).update(**cambios)
