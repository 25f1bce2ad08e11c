"""Which obligations each event ends and which it starts: the table of steps of reglas.md 3, as data.

The actions apply it when the event happens and ``recalcular`` applies it again to the events alone.
"""

from dataclasses import dataclass

from django.db.models import TextChoices

from solicitudes.estados import Estado, Tipo, TipoEvento


class Clase(TextChoices):
    """What is owed. At most one of each class runs at a time in a request."""

    RESPUESTA = "respuesta", "Responder"
    OBSERVACION = "observacion", "Pedir una corrección"
    CORRECCION = "correccion", "Corregir los documentos"
    OBJECION = "objecion", "Objetar el aumento de capacidad"
    VALIDACION = "validacion", "Validar el comprobante de pago"
    COMPLEMENTO = "complemento", "Complementar la respuesta"
    CONEXION = "conexion", "Hacer la conexión"


class Fin(TextChoices):
    """How an obligation ended; in time or late follows from its dates."""

    CUMPLIDA = "cumplida", "Cumplida"
    VENCIDA = "vencida", "Venció sin cumplirse"
    SIN_EFECTO = "sin-efecto", "Quedó sin efecto"


@dataclass(frozen=True)
class Paso:
    """``termina``: class → how it ends (those not running are passed over); ``comienza``: what starts, in order."""

    termina: dict[Clase, Fin]
    comienza: tuple[Clase, ...] = ()


_TODAS = dict.fromkeys(Clase, Fin.SIN_EFECTO)
_E, _C = TipoEvento, Clase

PASOS: dict[TipoEvento, Paso] = {
    _E.SOLICITUD_ENVIADA: Paso({}, (_C.RESPUESTA, _C.OBSERVACION, _C.OBJECION)),
    # A locked answer is an answer: the distributor's days end whatever the payment does (L-09).
    _E.SOLICITUD_RESPONDIDA: Paso({_C.RESPUESTA: Fin.CUMPLIDA, _C.OBSERVACION: Fin.SIN_EFECTO}, (_C.CONEXION,)),
    _E.SOLICITUD_OBSERVADA: Paso({_C.RESPUESTA: Fin.SIN_EFECTO, _C.OBSERVACION: Fin.CUMPLIDA}, (_C.CORRECCION,)),
    _E.MANIFESTACION_OBJETADA: Paso({_C.OBJECION: Fin.CUMPLIDA}, (_C.CORRECCION,)),
    _E.CORRECCION_ENTREGADA: Paso({_C.CORRECCION: Fin.CUMPLIDA}, (_C.RESPUESTA, _C.OBSERVACION, _C.OBJECION)),
    _E.MANIFESTACION_CERRADA: Paso({_C.OBJECION: Fin.VENCIDA}),
    _E.CASO_RECLASIFICADO: Paso({_C.RESPUESTA: Fin.SIN_EFECTO}, (_C.RESPUESTA,)),
    _E.PAGO_INFORMADO: Paso({}, (_C.VALIDACION,)),
    _E.PAGO_VALIDADO: Paso({_C.VALIDACION: Fin.CUMPLIDA}),
    _E.PAGO_RECHAZADO: Paso({_C.VALIDACION: Fin.CUMPLIDA}),
    _E.PAGO_ACEPTADO_POR_PLAZO: Paso({_C.VALIDACION: Fin.VENCIDA}),
    _E.COMPLEMENTO_PEDIDO: Paso({}, (_C.COMPLEMENTO,)),
    _E.RESPUESTA_COMPLEMENTADA: Paso({_C.COMPLEMENTO: Fin.CUMPLIDA}),
    _E.CONEXION_REGISTRADA: Paso({_C.CONEXION: Fin.CUMPLIDA}),
    _E.SOLICITUD_VENCIDA: Paso({**_TODAS, _C.CORRECCION: Fin.VENCIDA}),
    _E.SOLICITUD_DESISTIDA: Paso(_TODAS),
    _E.SOLICITUD_ANULADA: Paso(_TODAS),
}

# A form owes only some of the classes that a step names.
DE_CADA_TIPO: dict[Clase, frozenset[Tipo]] = {
    _C.RESPUESTA: frozenset({Tipo.INFORMACION, Tipo.CONEXION, Tipo.NOTIFICACION}),
    _C.OBSERVACION: frozenset({Tipo.CONEXION, Tipo.NOTIFICACION}),
    _C.CORRECCION: frozenset({Tipo.CONEXION, Tipo.NOTIFICACION, Tipo.MANIFESTACION}),
    # Every MC, raised or not: the lapse is what closes it; only who raises has it counted as the distributor's turn.
    _C.OBJECION: frozenset({Tipo.MANIFESTACION}),
    _C.VALIDACION: frozenset({Tipo.INFORMACION, Tipo.CONEXION, Tipo.NOTIFICACION}),
    _C.COMPLEMENTO: frozenset({Tipo.INFORMACION, Tipo.CONEXION, Tipo.NOTIFICACION}),
    _C.CONEXION: frozenset({Tipo.NOTIFICACION}),
}

_RIGE = {
    Estado.ENVIADO: (_C.OBJECION,),
    Estado.OBSERVADA: (_C.CORRECCION,),
    Estado.PENDIENTE_VALIDACION: (_C.VALIDACION,),
    Estado.RESPONDIDO: (_C.COMPLEMENTO, _C.CONEXION),
    Estado.RESPONDIDO_AUTOMATICO: (_C.COMPLEMENTO, _C.CONEXION),
}


def clase_que_rige(estado: Estado) -> tuple[Clase, ...]:
    """The classes whose last day is shown as ``vence_el`` in ``estado``, the most pressing first."""
    return _RIGE.get(estado, (_C.RESPUESTA,))
