"""What each row of a list of the radar says of its request: the light, or what happened and when."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from catalogo.semaforo import Semaforo
from cuentas.models import Usuario
from fiscalizacion.radar.listas import TRABADAS, VENCIDAS, Lista, Momento, atraso
from nucleo.bitacora.models import Evento
from solicitudes.estados import TipoEvento
from solicitudes.models import Obligacion, Solicitud
from solicitudes.pasos import Clase, Fin
from solicitudes.presentacion import semaforo


@dataclass(frozen=True)
class Fila:
    """``luz``: the deadline light; else ``que`` happened at ``cuando``."""

    solicitud: Solicitud
    luz: Semaforo | None = None
    que: str = ""
    cuando: datetime | None = None


def detallar(lista: Lista, solicitudes: Sequence[Solicitud], momento: Momento, user: Usuario) -> list[Fila]:
    """The rows of one page, in at most one query more."""
    if lista.clave == VENCIDAS:
        return [Fila(s, atraso(s, momento)) for s in solicitudes]
    if lista.clave in (TRABADAS, "fuera-de-orden"):
        que = "Respondida, sin entregar" if lista.clave == TRABADAS else "Respondida"
        return [Fila(s, que=que, cuando=s.respondida_en) for s in solicitudes]
    if lista.clave == "reclasificadas":
        hechos = _reclasificaciones(solicitudes)
        return [Fila(s, que="Caso cambiado", cuando=hechos.get(s.cadena)) for s in solicitudes]
    if lista.clave == "aceptadas":
        lapsos = _lapsos(solicitudes)
        return [
            Fila(s, que="Sin revisar" if s.pago_sin_revisar else "Revisado después", cuando=lapsos.get(s.pk))
            for s in solicitudes
        ]
    return [Fila(s, semaforo(s, user, momento.dias)) for s in solicitudes]


def _reclasificaciones(solicitudes: Sequence[Solicitud]) -> dict[str, datetime]:
    """The last one of each."""
    eventos = Evento.objects.filter(
        cadena__in=[s.cadena for s in solicitudes], tipo=TipoEvento.CASO_RECLASIFICADO
    ).order_by("numero")
    return dict(eventos.values_list("cadena", "ocurrido"))


def _lapsos(solicitudes: Sequence[Solicitud]) -> dict[int, datetime]:
    lapsos = Obligacion.objects.filter(solicitud__in=solicitudes, clase=Clase.VALIDACION, fin=Fin.VENCIDA)
    return {pk: en for pk, en in lapsos.order_by("pk").values_list("solicitud_id", "termina_en") if en}
