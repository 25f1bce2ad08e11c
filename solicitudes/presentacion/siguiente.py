"""The next form as advice, on the page of an answered request (DISENO 14: it is nobody's turn)."""

from solicitudes.estados import Estado
from solicitudes.presentacion.legajo import Legajo
from solicitudes.presentacion.proyecto import Paso, Proyecto, paso_siguiente

_RESPONDIDAS = (Estado.RESPONDIDO, Estado.RESPONDIDO_AUTOMATICO)


def siguiente(legajo: Legajo) -> Paso | None:
    """None for the staff, and for a request that waits, ended without effect, or already went on."""
    solicitud = legajo.solicitud
    if not legajo.user.es_solicitante or Estado(solicitud.estado) not in _RESPONDIDAS or legajo.bloqueada:
        return None
    return paso_siguiente(Proyecto(solicitud.expediente), legajo.user)
