"""How a request ends before its answer: the applicant withdraws it, SEC annuls it."""

from typing import Any

from nucleo.comun.errores import ErrorDeDominio
from nucleo.comun.texto import es_motivo, pedir_motivo
from nucleo.comun.transacciones import en_transaccion
from solicitudes.actions.aplicar import _aplicar
from solicitudes.estados import Accion
from solicitudes.models import Solicitud


class FaltaMotivo(ErrorDeDominio):
    """The step asks for a written reason."""

    codigo = 422


@en_transaccion
def desistir(*, actor: Any, solicitud_id: int, motivo: str = "", direccion: str | None = None) -> Solicitud:
    """Withdraws an open request; ``motivo`` is optional."""
    return _aplicar(solicitud_id=solicitud_id, accion=Accion.DESISTIR, actor=actor, direccion=direccion, texto=motivo)


@en_transaccion
def anular(*, actor: Any, solicitud_id: int, comentario: str, direccion: str | None = None) -> Solicitud:
    """SEC annuls a request in any state (F-07); the comment is required and both parties read it."""
    exigir_motivo(comentario, "Escribe el motivo de la anulación")
    return _aplicar(solicitud_id=solicitud_id, accion=Accion.ANULAR, actor=actor, direccion=direccion, texto=comentario)


def exigir_motivo(texto: str, mensaje: str) -> None:
    """Raises ``FaltaMotivo`` with ``mensaje`` and how long a reason must be, when it is missing or explains nothing."""
    exigir_texto(texto, mensaje)
    if not es_motivo(texto):
        raise FaltaMotivo(pedir_motivo(mensaje))


def exigir_texto(texto: str, mensaje: str) -> None:
    """Raises ``FaltaMotivo`` with ``mensaje`` when nothing was written."""
    if not texto.strip():
        raise FaltaMotivo(mensaje)
