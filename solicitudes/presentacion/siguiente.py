"""What the applicant may file next, as advice on the page of a closed request (DISENO 14: it is nobody's turn)."""

from solicitudes.estados import RESPONDIDAS, Estado, Tipo
from solicitudes.presentacion.legajo import Legajo
from solicitudes.presentacion.proyecto import Paso, Proyecto, comenzar, paso_siguiente


def siguiente(legajo: Legajo) -> Paso | None:
    """None for the staff, and for a request that waits, was withdrawn or annulled, or already went on."""
    solicitud, estado = legajo.solicitud, Estado(legajo.solicitud.estado)
    if not legajo.user.es_solicitante or legajo.bloqueada:
        return None
    if estado == Estado.VENCIDA:
        return _otra(legajo)
    return paso_siguiente(Proyecto(solicitud.expediente), legajo.user) if estado in RESPONDIDAS else None


def _otra(legajo: Legajo) -> Paso | None:
    """A lapsed one is filed anew in the same expediente, unless that was done already."""
    tipo = Tipo(legajo.solicitud.tipo)
    if Proyecto(legajo.solicitud.expediente).vivas(tipo):
        return None
    return Paso(tipo, "", comenzar(tipo, legajo.solicitud), titulo=f"Envía una nueva {tipo.label}")
