"""How to complain to SEC: offered to the applicant of a late or disputed request (L-12; DS 57 arts. 22 and 76)."""

from dataclasses import dataclass

from catalogo.plazos import dia_en_chile
from nucleo.comun.reloj import hoy
from nucleo.comun.templatetags.formatos import fecha_hora_texto
from solicitudes.estados import Estado, Tipo, TipoEvento
from solicitudes.pasos import Clase
from solicitudes.presentacion.etiquetas import fuera_de_plazo
from solicitudes.presentacion.historial import Suceso
from solicitudes.presentacion.legajo import Legajo

_V = TipoEvento
# What shows that the parties do not agree; the newest first is told.
_DISCUTIDA = {
    _V.COMPLEMENTO_PEDIDO: "Pediste completar la respuesta.",
    _V.MANIFESTACION_OBJETADA: "La distribuidora objetó tu manifestación.",
    _V.SOLICITUD_OBSERVADA: "La distribuidora pidió corregir documentos.",
    _V.PAGO_RECHAZADO: "La distribuidora rechazó un comprobante de pago.",
    _V.ACEPTACION_REVERTIDA: "Se dejó sin efecto la aceptación de tu pago.",
    _V.SOLICITUD_VENCIDA: "La solicitud venció sin corregirse.",
    _V.SOLICITUD_ANULADA: "La SEC anuló la solicitud.",
}
_TARDE = {
    Clase.RESPUESTA: "La distribuidora no ha respondido a tiempo.",
    Clase.VALIDACION: "La distribuidora no ha revisado tu comprobante a tiempo.",
    Clase.COMPLEMENTO: "La distribuidora no ha completado la respuesta a tiempo.",
    Clase.CONEXION: "La distribuidora no ha hecho la conexión a tiempo.",
}
HECHOS_MOSTRADOS = 6


@dataclass(frozen=True)
class Reclamo:
    """``motivos``: why it is offered; ``a_mano``: label and value of what SEC will ask for; ``hechos``: the newest."""

    motivos: tuple[str, ...]
    a_mano: tuple[tuple[str, str], ...]
    hechos: tuple[Suceso, ...]


def reclamo(legajo: Legajo, sucesos: list[Suceso]) -> Reclamo | None:
    """None for anybody but the applicant, and while nothing is late or disputed."""
    if not legajo.user.es_solicitante:
        return None
    motivos = [*_atrasos(legajo), *_desacuerdos(legajo)]
    if not motivos:
        return None
    return Reclamo(tuple(motivos), tuple(_a_mano(legajo)), tuple(sucesos[:HECHOS_MOSTRADOS]))


def _atrasos(legajo: Legajo) -> list[str]:
    corren = [explicada.obligacion for explicada in legajo.obligaciones if explicada.obligacion.termina_en is None]
    tarde = [_TARDE[Clase(o.clase)] for o in corren if o.clase in _TARDE and o.vence_el < hoy()]
    if not tarde and legajo.solicitud.respondida_en and fuera_de_plazo(legajo):
        tarde.append("La distribuidora respondió fuera de plazo.")
    return tarde


def _desacuerdos(legajo: Legajo) -> list[str]:
    vistos = [evento.tipo for evento in legajo.eventos]
    motivos = [frase for tipo, frase in _DISCUTIDA.items() if tipo in vistos]
    if Estado(legajo.solicitud.estado) == Estado.RESPONDIDO and not motivos and legajo.respuestas:
        motivos.append("Puedes pedir que la SEC revise la respuesta si no estás de acuerdo con ella.")
    return motivos


def _a_mano(legajo: Legajo) -> list[tuple[str, str]]:
    solicitud = legajo.solicitud
    filas = [
        ("N° folio", solicitud.folio),
        ("Trámite", Tipo(solicitud.tipo).label),
        ("Empresa distribuidora", solicitud.distribuidora.nombre),
        ("N° de factibilidad" if solicitud.es_factibilidad else "N° cliente", solicitud.numero_cliente),
        ("Enviada", fecha_hora_texto(solicitud.enviada_en)),
        ("Recibida", f"{solicitud.recibida_el:%d-%m-%Y}"),
    ]
    if solicitud.plazo_respuesta_el:
        filas.append(("Último día para responder", f"{solicitud.plazo_respuesta_el:%d-%m-%Y}"))
    if solicitud.respondida_en:
        filas.append(("Respondida", f"{dia_en_chile(solicitud.respondida_en):%d-%m-%Y}"))
    elif solicitud.tipo != Tipo.MANIFESTACION:
        filas.append(("Respondida", "Todavía no"))
    return filas
