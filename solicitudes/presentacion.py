"""How a request is shown to each reader: traffic light, history, next step. No rule is decided here."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from catalogo import semaforo as luces
from catalogo.plazos import Calendario, calendario, dia_en_chile
from catalogo.semaforo import Semaforo
from nucleo.bitacora import vocabulario
from nucleo.bitacora.models import Evento
from nucleo.comun.reloj import hoy
from solicitudes.estados import FICHAS, Estado, TipoEvento
from solicitudes.models import Respuesta, Solicitud

_ESPERAN_PAGO = (Estado.PENDIENTE_PAGO, Estado.PAGO_RECHAZADO)
_SIN_RESPUESTA = {
    Estado.ANULADO: "Anulada",
    Estado.DESISTIDA: "Desistida",
    Estado.VENCIDA: "Vencida",
}


def semaforo(solicitud: Solicitud, user: Any, dias: Calendario | None = None) -> Semaforo:
    """The light of DISENO 4.2 in the words of the reader's side."""
    dias = dias or calendario()
    estado = Estado(solicitud.estado)
    para: luces.Lector = "solicitante" if user.es_solicitante else "personal"
    if estado in _SIN_RESPUESTA:
        return luces.sin_plazo(solicitud.recibida_el, primera_linea=_SIN_RESPUESTA[estado])
    if solicitud.respondida_en:
        return luces.cerrada(dia_en_chile(solicitud.respondida_en), solicitud.plazo_respuesta_el)
    if solicitud.vence_el is None:
        return luces.sin_plazo(solicitud.recibida_el)
    return luces.semaforo(solicitud.vence_el, hoy(), dias, para=para, espera_pago=estado in _ESPERAN_PAGO)


def con_semaforo(solicitudes: Iterable[Solicitud], user: Any) -> list[tuple[Solicitud, Semaforo]]:
    dias = calendario()
    return [(solicitud, semaforo(solicitud, user, dias)) for solicitud in solicitudes]


@dataclass(frozen=True)
class Suceso:
    """One line of the history."""

    titulo: str
    quien: str
    cuando: datetime
    icono: str
    cita: str = ""
    archivo: Any = None


ICONOS = {
    TipoEvento.SOLICITUD_ENVIADA: "send",
    TipoEvento.SOLICITUD_ABIERTA: "eye",
    TipoEvento.SOLICITUD_RESPONDIDA: "check-circle",
}


def historial(solicitud: Solicitud, user: Any) -> list[Suceso]:
    """Every event that the reader may see, newest first, with its comment and file."""
    eventos = Evento.objects.filter(cadena=solicitud.cadena).select_related("actor").order_by("-numero")
    respuestas = {respuesta.pk: respuesta for respuesta in solicitud.respuestas.select_related("archivo")}
    ocultos = {
        tipo
        for tipo, declarado in vocabulario.declarados().items()
        if declarado.oculto_al_solicitante and user.es_solicitante
    }
    return [_suceso(evento, respuestas, user) for evento in eventos if evento.tipo not in ocultos]


def _suceso(evento: Evento, respuestas: dict[int, Respuesta], user: Any) -> Suceso:
    respuesta = respuestas.get(evento.datos.get("respuesta", 0))
    visible = respuesta if respuesta and (respuesta.disponible_en or not user.es_solicitante) else None
    return Suceso(
        titulo=vocabulario.de(evento.tipo).frase,
        quien=evento.actor.nombre if evento.actor else "Sistema",
        cuando=evento.ocurrido,
        icono=ICONOS.get(TipoEvento(evento.tipo), "circle"),
        cita=visible.comentario if visible else "",
        archivo=visible.archivo if visible else None,
    )


def ayuda(solicitud: Solicitud) -> str:
    """The help line of the state, for the applicant, with its date (DISENO 4.1)."""
    fecha = f"{solicitud.vence_el:%d-%m-%Y}" if solicitud.vence_el else ""
    return FICHAS[Estado(solicitud.estado)].ayuda.replace("{fecha}", fecha)
