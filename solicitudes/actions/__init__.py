"""Every change of a request. Each public function is one operation: keyword-only, explicit actor, one transaction."""

from solicitudes.actions.borradores import (
    adjuntar_a_borrador,
    crear_borrador,
    descartar_borrador,
    guardar_datos,
    quitar_de_borrador,
)
from solicitudes.actions.envio import enviar
from solicitudes.actions.lectura import abrir
from solicitudes.actions.respuesta import responder

__all__ = [
    "abrir",
    "adjuntar_a_borrador",
    "crear_borrador",
    "descartar_borrador",
    "enviar",
    "guardar_datos",
    "quitar_de_borrador",
    "responder",
]
