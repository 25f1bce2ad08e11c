"""The lock of an answer (P-05): ``Respuesta.disponible_en``, which the download door reads, and its copy.

The state decides: ``_aplicar`` opens what a step leads to, whatever payment it was that waited.
"""

from datetime import datetime

from solicitudes.estados import RESPONDIDAS
from solicitudes.models import Solicitud


def abrir_si_toca(solicitud: Solicitud, instante: datetime) -> None:
    """Opens every stored answer of a request that is answered by now; without one, nothing. The caller saves it."""
    if solicitud.estado not in RESPONDIDAS or solicitud.respondida_en is None or solicitud.disponible_en:
        return
    solicitud.respuestas.filter(disponible_en=None).update(disponible_en=instante)
    solicitud.disponible_en = instante


def cerrar(solicitud: Solicitud) -> None:
    """Locks the answers again, complements included. The caller saves ``disponible_en``."""
    solicitud.respuestas.update(disponible_en=None)
    solicitud.disponible_en = None
