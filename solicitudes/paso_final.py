"""What the applicant is told right before and right after filing, by form (DISENO 7.2)."""

from typing import Any

from catalogo import reglas
from catalogo.plazos import fecha_larga
from nucleo.comun.reloj import ahora, hoy
from solicitudes import partida, vigencia
from solicitudes.estados import Tipo
from solicitudes.forms.documentos import NUEVO
from solicitudes.models import Borrador, CambioCapacidad, Expediente, Solicitud


def consecuencia(tipo: str, datos: dict[str, Any]) -> str:
    """One sentence of the review: what sending it starts. ``datos`` as ``actions.enviar`` takes them."""
    distribuidora = datos["distribuidora"].nombre
    if tipo != Tipo.MANIFESTACION:
        return f"Al grabar, {distribuidora} recibirá tu solicitud y empezará a correr su plazo para responder."
    if datos["cambio_capacidad"] == CambioCapacidad.SUBE:
        return (
            f"Al grabar, {distribuidora} recibirá tu manifestación y tendrá {_plazo('mc-objecion')} para objetarla,"
            " porque sube la capacidad que pediste. Si la nueva no supera la capacidad permitida de tu respuesta (CIP),"
            " no podrá objetarla."
        )
    return f"Al grabar, {distribuidora} recibirá tu documento. No requiere respuesta."


def advertencia(borrador: Borrador, datos: dict[str, Any]) -> str:
    """What to know of a form that comes after its term: it is filed all the same (reglas.md 3); empty in time."""
    if borrador.tipo not in (Tipo.MANIFESTACION, Tipo.NOTIFICACION) or datos["expediente"] == NUEVO:
        return ""
    expediente = _expediente(borrador, datos["expediente"])
    if expediente is None:
        return ""
    tardia = vigencia.llega_tarde(Solicitud(tipo=borrador.tipo, expediente=expediente, enviada_en=ahora()))
    if not tardia:
        return ""
    plazo = "los 20 días" if borrador.tipo == Tipo.MANIFESTACION else "la vigencia"
    return (
        f"Ya pasó {plazo} de este expediente. Puedes enviarla igual: quedará marcada como fuera de vigencia"
        " y la distribuidora decidirá si debes repetir la etapa anterior."
    )


def que_pasa_ahora(solicitud: Solicitud) -> list[str]:
    """The sentences of the confirmation: who acts, until when, and what comes next."""
    distribuidora = solicitud.distribuidora.nombre
    responder = (
        f"{distribuidora} debe responder a más tardar el {fecha_larga(solicitud.plazo_respuesta_el)}."
        if solicitud.plazo_respuesta_el
        else f"{distribuidora} recibió tu solicitud."
    )
    if solicitud.tipo == Tipo.MANIFESTACION:
        return _de_manifestacion(solicitud)
    if solicitud.tipo == Tipo.INFORMACION:
        return [responder, "Con la respuesta podrás pedir la conexión: Solicitud de Conexión."]
    if solicitud.tipo == Tipo.CONEXION:
        return [
            responder,
            f"Si falta algo en tus documentos, puede pedirte corregirlos dentro de {_plazo('sc-observacion')}."
            f" Tendrás {_plazo('sc-correccion')} para hacerlo.",
            "Las solicitudes de conexión se responden en orden de llegada.",
        ]
    return [
        responder,
        "En la respuesta acuerdan el día de la conexión."
        f" Desde ese día la distribuidora tiene {_plazo('nc-conexion')} para conectar.",
        f"Si falta algo en tus documentos, puede pedirte corregirlos dentro de {_plazo('nc-observacion')}.",
    ]


def _de_manifestacion(solicitud: Solicitud) -> list[str]:
    distribuidora = solicitud.distribuidora.nombre
    if solicitud.aumenta_capacidad and solicitud.vence_el:
        return [
            f"Como sube la capacidad, {distribuidora} puede objetarla hasta el {fecha_larga(solicitud.vence_el)}.",
            "Si no la objeta, cuando tu instalación esté lista envía la Notificación de Conexión.",
        ]
    if solicitud.clase_documento == "otro":
        return [f"{distribuidora} recibió tu documento. No requiere respuesta."]
    return [
        f"{distribuidora} la recibió. No requiere respuesta.",
        "Cuando tu instalación esté lista y declarada ante la SEC, envía la Notificación de Conexión.",
    ]


def _plazo(caso: str) -> str:
    """``5 días hábiles``, from the rule in force today."""
    regla = reglas.vigente(caso, hoy())
    return f"{regla.cantidad} {regla.get_unidad_display()}"


def _expediente(borrador: Borrador, elegido: int | None) -> Expediente | None:
    if elegido is not None:
        return Expediente.objects.filter(pk=elegido, solicitante=borrador.dueno_id).first()
    return next(iter(partida.expedientes_para(borrador)), None)
