"""One sending of a step, once however often its page is sent; with other content it is another one (S-12)."""

from collections.abc import Callable
from dataclasses import fields, is_dataclass
from typing import Any
from uuid import UUID

from nucleo.archivos.models import Archivo
from nucleo.comun import envios
from nucleo.comun.transacciones import en_transaccion


@en_transaccion
def una_vez(*, actor: Any, solicitud_id: int, token: UUID, accion: Callable[..., Any], **argumentos: Any) -> str:
    """Runs ``accion`` with ``actor``, ``solicitud_id`` and ``argumentos`` once per token; returns the folio.

    The same token with other content raises ``EstadoCambio``: who goes back and writes something else is told.
    """
    contenido = {clave: valor for clave, valor in argumentos.items() if clave != "direccion"}
    return envios.una_sola_vez(
        usuario=actor,
        token=token,
        huella=huella(accion.__name__, solicitud_id, **contenido),
        accion=lambda: str(accion(actor=actor, solicitud_id=solicitud_id, **argumentos).folio),
    )


def huella(accion: str, solicitud_id: int, **contenido: Any) -> str:
    """The fingerprint of a sending: who goes back and writes something else must not be told that it was sent."""
    return envios.huella(accion, solicitud_id, _contenido(contenido))


def _contenido(valor: Any) -> Any:
    """Files by what they hold: the same one sent twice is received twice."""
    if isinstance(valor, Archivo):
        return valor.sha256_recibido
    if is_dataclass(valor):
        return {campo.name: _contenido(getattr(valor, campo.name)) for campo in fields(valor)}
    if isinstance(valor, dict):
        return {clave: _contenido(uno) for clave, uno in valor.items()}
    return valor
