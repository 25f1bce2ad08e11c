"""The keys that each event of a request carries, and the sentence of the history (reglas.md 2).

Beside these every event says ``desde`` and ``hacia``; one that starts terms says which (``obligaciones``), and one for
which people may write keeps the digest of it (``texto``). ``confirmado``: the warnings about its files with which the
distributor sent them all the same, as ``field:code``. ``dispensados``: the documents that papers validated before
spared.
"""

from nucleo.bitacora import vocabulario
from solicitudes.estados import TipoEvento
from solicitudes.pasos import PASOS
from solicitudes.textos import CON_TEXTO

_V = TipoEvento
_COBRO = ("cobro", "monto")
_PROPIAS: dict[TipoEvento, tuple[str, ...]] = {
    _V.SOLICITUD_ENVIADA: (
        "folio", "tipo", "distribuidora", "expediente", "adjuntos", "dispensados", "caso", "aumenta",
        "fuera_de_vigencia",
    ),
    _V.SOLICITUD_RESPONDIDA: ("respuesta", "archivo", "disponible", "en_plazo", "adelantadas", *_COBRO, "confirmado"),
    _V.PAGO_SOLICITADO: (*_COBRO, "confirmado"),
    _V.COBRO_RETIRADO: _COBRO,
    _V.PAGO_INFORMADO: (*_COBRO, "comprobante", "metodo", "archivo"),
    _V.PAGO_VALIDADO: (*_COBRO, "comprobante"),
    _V.PAGO_RECHAZADO: (*_COBRO, "comprobante"),
    _V.PAGO_ACEPTADO_POR_PLAZO: (*_COBRO, "comprobante", "vencia_el"),
    _V.SOLICITUD_VENCIDA: ("vencia_el",),
    _V.MANIFESTACION_CERRADA: ("vencia_el",),
    _V.PAGO_CONFIRMADO: (*_COBRO, "comprobante"),
    _V.ACEPTACION_REVERTIDA: (*_COBRO, "comprobante"),
    _V.SOLICITUD_OBSERVADA: ("observacion", "documentos", "conjunta", "tarde"),
    _V.MANIFESTACION_OBJETADA: ("observacion", "documentos", "conjunta", "tarde"),
    _V.CORRECCION_ENTREGADA: ("observacion", "adjuntos"),
    _V.RESPUESTA_COMPLEMENTADA: ("respuesta", "archivo", "confirmado"),
    _V.NUMERO_EDITADO: ("antes", "despues"),
    _V.CASO_RECLASIFICADO: ("antes", "vencia_el", "caso"),
    _V.SOLICITUD_ASIGNADA: ("antes", "a"),
    _V.COMUNICACION_ENVIADA: ("comunicacion", "huella", "archivo", "confirmado"),
    _V.COMUNICACION_RESPONDIDA: ("comunicacion", "huella", "archivo"),
    _V.EXPEDIENTE_UNIDO: ("de", "a", "otra"),
    _V.CONEXION_REGISTRADA: ("resultado", "fecha"),
    _V.PRORROGA_REGISTRADA: ("caso", "regla", "vencia_el", "vence_el"),
    _V.PLAZOS_RECALCULADOS: ("plazos", "campos", "observaciones"),
}  # fmt: skip
# What the history says; the name of who did it and the hour stand beside it.
FRASES: dict[TipoEvento, str] = {
    _V.SOLICITUD_ENVIADA: "Solicitud enviada",
    _V.SOLICITUD_ABIERTA: "Abierta por la distribuidora",
    _V.PAGO_SOLICITADO: "Pago solicitado",
    _V.COBRO_RETIRADO: "Cobro retirado",
    _V.PAGO_INFORMADO: "Pago informado",
    _V.PAGO_VALIDADO: "Pago validado",
    _V.PAGO_RECHAZADO: "Pago rechazado",
    _V.PAGO_ACEPTADO_POR_PLAZO: "Pago aceptado porque venció el plazo para revisarlo",
    _V.PAGO_CONFIRMADO: "Pago confirmado",
    _V.ACEPTACION_REVERTIDA: "Se dejó sin efecto la aceptación del pago",
    _V.SOLICITUD_RESPONDIDA: "Respuesta enviada",
    _V.RESPUESTA_DISPONIBLE: "Respuesta disponible para descargar",
    _V.COMPLEMENTO_PEDIDO: "Se pidió completar la respuesta",
    _V.RESPUESTA_COMPLEMENTADA: "Respuesta complementada",
    _V.SOLICITUD_OBSERVADA: "Se pidió corregir documentos",
    _V.CORRECCION_ENTREGADA: "Corrección entregada",
    _V.MANIFESTACION_OBJETADA: "Manifestación objetada",
    _V.MANIFESTACION_CERRADA: "Cerrada sin objeciones al vencer el plazo",
    _V.SOLICITUD_VENCIDA: "Venció el plazo para corregir",
    _V.SOLICITUD_DESISTIDA: "Solicitud retirada",
    _V.SOLICITUD_ANULADA: "Solicitud anulada",
    _V.NUMERO_EDITADO: "N° de solicitud editado",
    _V.CASO_RECLASIFICADO: "Cambió el caso del plazo",
    _V.COMUNICACION_ENVIADA: "Comunicación de la distribuidora",
    _V.COMUNICACION_RESPONDIDA: "Comunicación del solicitante",
    _V.SOLICITUD_ASIGNADA: "Solicitud asignada",
    _V.NOTA_ANOTADA: "Nota interna",
    _V.EXPEDIENTE_UNIDO: "Cambio de expediente",
    _V.CONEXION_REGISTRADA: "Conexión registrada",
    _V.PRORROGA_REGISTRADA: "Prórroga registrada",
    _V.PLAZOS_RECALCULADOS: "La SEC cambió los feriados o los plazos",
}
OCULTOS_AL_SOLICITANTE = frozenset({_V.NOTA_ANOTADA, _V.SOLICITUD_ASIGNADA})


def claves(tipo: TipoEvento) -> tuple[str, ...]:
    """Every key of the payload of an event of that type."""
    comunes = ["desde", "hacia"]
    if tipo in PASOS and PASOS[tipo].comienza:
        comunes.append("obligaciones")
    if tipo in CON_TEXTO:
        comunes.append("texto")
    return (*comunes, *_PROPIAS.get(tipo, ()))


def declarar() -> None:
    for tipo in TipoEvento:
        vocabulario.declarar(
            tipo.value,
            claves=claves(tipo),
            oculto_al_solicitante=tipo in OCULTOS_AL_SOLICITANTE,
            frase=FRASES[tipo],
        )
