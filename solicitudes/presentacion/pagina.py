"""What the page of a request draws, put together from its legajo."""

from typing import Any

from catalogo.plazos import calendario, habiles_entre
from nucleo.comun.reloj import hoy
from solicitudes import fila, turnos
from solicitudes.botones import Estilo, botones_para
from solicitudes.estados import Accion, Estado, Tipo
from solicitudes.models import Respuesta
from solicitudes.presentacion import datos
from solicitudes.presentacion.documentos import anteriores, vigentes
from solicitudes.presentacion.etiquetas import etiquetas
from solicitudes.presentacion.historial import historial
from solicitudes.presentacion.legajo import Legajo
from solicitudes.presentacion.luz import semaforo
from solicitudes.presentacion.reclamo import reclamo
from solicitudes.presentacion.siguiente import siguiente
from solicitudes.presentacion.turno import banda

# They stand beside what they change, not in the bar of the page.
EN_SU_LUGAR = {
    Accion.EDITAR_NUMERO: "numero",
    Accion.RESPONDER_COMUNICACION: "hilo",
    Accion.PEDIR_COMPLEMENTO: "respuesta",
    Accion.UNIR_EXPEDIENTE: "expediente",
}


def contexto(legajo: Legajo) -> dict[str, Any]:
    solicitud, user = legajo.solicitud, legajo.user
    sucesos = historial(legajo)
    return {
        "solicitud": solicitud,
        "estado": Estado(solicitud.estado),
        "plazo": semaforo(solicitud, user),
        "banda": banda(legajo),
        "etiquetas": etiquetas(legajo),
        "lugar": fila.lugar(solicitud),
        "paneles": legajo.paneles,
        "respuestas": [(respuesta, datos.de_la_respuesta(respuesta)) for respuesta in reversed(legajo.respuestas)],
        "bloqueada": legajo.bloqueada,
        "por_descargar": _por_descargar(legajo),
        "conexion": datos.de_la_conexion(legajo),
        "documentos": vigentes(legajo),
        "anteriores": anteriores(legajo),
        "datos": datos.del_envio(legajo),
        "comunicaciones": legajo.comunicaciones,
        "dias": turnos.dias(solicitud, hoy(), calendario()),
        "dias_del_plazo": dias_del_plazo(legajo),
        "sucesos": sucesos,
        "reclamo": reclamo(legajo, sucesos),
        "siguiente": siguiente(legajo),
        "todo": len(legajo.papeles),
        "bytes_de_todo": sum(papel.archivo.bytes for papel in legajo.papeles),
        **_botones(legajo),
    }


def _por_descargar(legajo: Legajo) -> Respuesta | None:
    """The applicant's primary button once the answer can be read: its newest version (DISENO 7.4)."""
    return legajo.respuestas[-1] if legajo.user.es_solicitante and legajo.respuestas else None


def _botones(legajo: Legajo) -> dict[str, Any]:
    botones = botones_para(legajo.user, legajo.solicitud)
    de_la_barra = [boton for boton in botones if boton.accion not in EN_SU_LUGAR]
    tranquilos = (Estilo.FANTASMA, Estilo.PELIGRO)
    return {
        "botones": [boton for boton in de_la_barra if boton.estilo not in tranquilos],
        "otros_botones": [boton for boton in de_la_barra if boton.estilo in tranquilos],
        "en_su_lugar": {EN_SU_LUGAR[boton.accion]: boton for boton in botones if boton.accion in EN_SU_LUGAR},
    }


def dias_del_plazo(legajo: Legajo) -> int | None:
    """The hábil days of the legal term since the last reception: of the answer, or up to now; None where none runs."""
    solicitud = legajo.solicitud
    if solicitud.dias_respuesta is not None:
        return solicitud.dias_respuesta
    if solicitud.tipo == Tipo.MANIFESTACION or solicitud.plazo_respuesta_el is None:
        return None
    corre = any(e.obligacion.clase == "respuesta" and e.obligacion.termina_en is None for e in legajo.obligaciones)
    # A correction of a Sunday is received on a day that is still to come: no day has passed yet.
    return habiles_entre(solicitud.recepcion_el, hoy(), calendario()) if corre else None
