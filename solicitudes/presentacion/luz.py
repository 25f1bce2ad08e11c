"""The traffic light of DISENO 4.2 for a request, in the words of the reader's side. Reads nothing but the row."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from typing import Any

from catalogo import semaforo as luces
from catalogo.plazos import Calendario, calendario, dia_en_chile, restan
from catalogo.reglas import MC_OBJECION, PAGO_VALIDACION
from catalogo.semaforo import Semaforo
from nucleo.comun.reloj import hoy
from solicitudes.estados import Estado, Tipo
from solicitudes.models import Solicitud

COMPLEMENTO, CONEXION = "respuesta-complemento", "nc-conexion"
_ESPERAN_PAGO = (Estado.PENDIENTE_PAGO, Estado.PAGO_RECHAZADO)
_SIN_RESPUESTA = {
    Estado.ANULADO: "Anulada",
    Estado.DESISTIDA: "Desistida",
    Estado.VENCIDA: "Vencida",
}
# What falls due, for the staff: "Validar en 1 día". The applicant reads whose days they are after the date.
_VERBOS = {PAGO_VALIDACION: "Validar", MC_OBJECION: "Objetar", COMPLEMENTO: "Completar", CONEXION: "Conectar"}
_PARA_QUE = {
    PAGO_VALIDACION: "para revisar tu pago",
    MC_OBJECION: "para objetarla",
    COMPLEMENTO: "para completar la respuesta",
    CONEXION: "para conectarte",
}


def semaforo(solicitud: Solicitud, user: Any, dias: Calendario | None = None) -> Semaforo:
    """The light of a request for ``user``; ``dias``: the calendar, read once for a whole list."""
    dias = dias or calendario()
    estado = Estado(solicitud.estado)
    if estado in _SIN_RESPUESTA:
        return luces.sin_plazo(solicitud.recibida_el, primera_linea=_SIN_RESPUESTA[estado])
    if estado == Estado.OBSERVADA:
        return _pausada(solicitud, user, dias)
    if solicitud.vence_el is None:
        return _sin_nada_en_curso(solicitud, user)
    if estado == Estado.ENVIADO and not solicitud.aumenta_capacidad:
        # Its five days only let the system close it: nobody owes anything in them (DS 57 art. 20).
        return luces.sin_plazo(solicitud.recibida_el)
    return _en_curso(solicitud, solicitud.vence_el, user, dias)


def con_semaforo(solicitudes: Iterable[Solicitud], user: Any) -> list[tuple[Solicitud, Semaforo]]:
    dias = calendario()
    return [(solicitud, semaforo(solicitud, user, dias)) for solicitud in solicitudes]


def _para(user: Any) -> luces.Lector:
    return "solicitante" if user.es_solicitante else "personal"


def _en_curso(solicitud: Solicitud, vence_el: date, user: Any, dias: Calendario) -> Semaforo:
    luz = luces.semaforo(
        vence_el,
        hoy(),
        dias,
        para=_para(user),
        verbo=_VERBOS.get(solicitud.obligacion, "Vence"),
        espera_pago=Estado(solicitud.estado) in _ESPERAN_PAGO,
    )
    para_que = _PARA_QUE.get(solicitud.obligacion, "")
    if user.es_solicitante and para_que and luz.tipo != "vencida":
        return replace(luz, segunda_linea=f"{luz.segunda_linea}, {para_que}")
    return luz


def _pausada(solicitud: Solicitud, user: Any, dias: Calendario) -> Semaforo:
    """The days were counted when it was observed and not since: ``contado_hasta`` is the day on which it stopped."""
    if not user.es_solicitante or solicitud.vence_el is None:
        return luces.pausada(solicitud.contado_hasta, para=_para(user))
    luz = luces.pausada(solicitud.contado_hasta, para="solicitante")
    # The applicant's own days run: until when matters more than since when.
    quedan = restan(solicitud.vence_el, hoy(), dias)
    cuantos = f" · quedan {quedan} días" if quedan > 1 else " · queda 1 día" if quedan else ""
    return replace(luz, segunda_linea=f"hasta el {solicitud.vence_el:%d-%m-%Y}{cuantos}", fecha=solicitud.vence_el)


def _sin_nada_en_curso(solicitud: Solicitud, user: Any) -> Semaforo:
    if solicitud.respondida_en is not None:
        luz = luces.cerrada(dia_en_chile(solicitud.respondida_en), solicitud.plazo_respuesta_el)
        if Estado(solicitud.estado) in _ESPERAN_PAGO:
            a_quien = "Espera tu pago" if user.es_solicitante else "Espera el pago del solicitante"
            return replace(luz, segunda_linea=f"{luz.segunda_linea} · {a_quien}")
        return luz
    if solicitud.tipo == Tipo.MANIFESTACION and solicitud.cerrada_en is not None:
        dia = dia_en_chile(solicitud.cerrada_en)
        return Semaforo("cerrada", "Cerrada sin objeciones", f"el {dia:%d-%m-%Y}", dia)
    return luces.sin_plazo(solicitud.recibida_el)
