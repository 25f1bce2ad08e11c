"""The lock of an answer (P-05): ``Respuesta.disponible_en``, which the download door reads, and its copy."""

from datetime import datetime

from solicitudes.models import Solicitud

CAMPOS = ("disponible_en",)


def abrir(solicitud: Solicitud, instante: datetime) -> None:
    """Opens every stored answer of the request; without one, nothing. The caller saves ``CAMPOS``."""
    if solicitud.respondida_en is None:
        return
    solicitud.respuestas.filter(disponible_en=None).update(disponible_en=instante)
    solicitud.disponible_en = instante


def cerrar(solicitud: Solicitud) -> None:
    """Locks the answers again, complements included. The caller saves ``CAMPOS``."""
    solicitud.respuestas.update(disponible_en=None)
    solicitud.disponible_en = None
