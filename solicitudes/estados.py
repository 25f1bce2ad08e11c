"""The whole process as data: states, forms, actions and the one table of who may do what when.

Guards, buttons, the diagram (``docs/estados.md``), the database's own trigger and the inbox colours read
``TRANSICIONES``; nothing else decides. Rules: reglas.md 2; words and icons: DISENO 4.1 and 14.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from django.db.models import TextChoices


class Tipo(TextChoices):
    INFORMACION = "informacion", "Solicitud de Información"
    CONEXION = "conexion", "Solicitud de Conexión"
    MANIFESTACION = "manifestacion", "Manifestación de Conformidad y otros"
    NOTIFICACION = "notificacion", "Notificación de Conexión"


class Parte(StrEnum):
    """Who acts, and whose turn it is."""

    SOLICITANTE = "solicitante"
    DISTRIBUIDORA = "distribuidora"
    SEC = "sec"
    SISTEMA = "sistema"
    NADIE = "nadie"


class Estado(TextChoices):
    """In the fixed order of filters, charts and legends."""

    ENVIADO = "enviado", "Enviado"
    PENDIENTE_RESPUESTA = "pendiente-respuesta", "Pendiente de Respuesta"
    PENDIENTE_PAGO = "pendiente-pago", "Pendiente de Pago"
    PENDIENTE_VALIDACION = "pendiente-validacion", "Pendiente de Validación"
    PAGO_RECHAZADO = "pago-rechazado", "Pago Rechazado"
    PAGO_VALIDADO = "pago-validado", "Pendiente de Respuesta – Pago validado"
    OBSERVADA = "observada", "Observada"
    RESPONDIDO = "respondido", "Respondido"
    RESPONDIDO_AUTOMATICO = "respondido-automatico", "Respondido automático"
    ANULADO = "anulado", "Anulado"
    DESISTIDA = "desistida", "Desistida"
    VENCIDA = "vencida-solicitud", "Vencida"

    @property
    def slug(self) -> str:
        return str(self.value)

    @property
    def etiqueta(self) -> str:
        return str(self.label)

    @property
    def icono(self) -> str:
        return FICHAS[self].icono


@dataclass(frozen=True)
class Ficha:
    """What a state shows: its icon, whose turn it is, and the line that tells the applicant."""

    icono: str
    turno: Parte
    ayuda: str


FICHAS = {
    Estado.ENVIADO: Ficha("send", Parte.NADIE, "La distribuidora la recibió. No requiere respuesta."),
    Estado.PENDIENTE_RESPUESTA: Ficha(
        "hourglass-split",
        Parte.DISTRIBUIDORA,
        "La distribuidora debe responder hasta el {fecha}.",
    ),
    Estado.PENDIENTE_PAGO: Ficha("credit-card", Parte.SOLICITANTE, "Debes informar un pago de {monto}."),
    Estado.PENDIENTE_VALIDACION: Ficha(
        "clipboard-check", Parte.DISTRIBUIDORA, "Están revisando tu comprobante. Plazo: hasta el {fecha}."
    ),
    Estado.PAGO_RECHAZADO: Ficha("x-octagon", Parte.SOLICITANTE, "Adjunta otro comprobante. Motivo: “{motivo}”."),
    Estado.PAGO_VALIDADO: Ficha("cash-coin", Parte.DISTRIBUIDORA, "Tu pago está validado. Falta la respuesta."),
    Estado.OBSERVADA: Ficha(
        "pencil-square",
        Parte.SOLICITANTE,
        "La distribuidora pidió corregir {documentos} hasta el {fecha}.",
    ),
    Estado.RESPONDIDO: Ficha("check-circle", Parte.NADIE, "Descarga la respuesta."),
    Estado.RESPONDIDO_AUTOMATICO: Ficha(
        "lightning-charge",
        Parte.NADIE,
        "La respuesta se liberó sola porque el pago no se revisó a tiempo.",
    ),
    Estado.ANULADO: Ficha("slash-circle", Parte.NADIE, "Anulada el {cerrada}. Motivo: “{motivo}”."),
    Estado.DESISTIDA: Ficha("arrow-return-left", Parte.NADIE, "La retiraste el {cerrada}."),
    Estado.VENCIDA: Ficha("calendar-x", Parte.NADIE, "No se corrigió a tiempo. Debes enviar una nueva."),
}

CERRADOS = frozenset(
    {
        Estado.RESPONDIDO,
        Estado.RESPONDIDO_AUTOMATICO,
        Estado.ANULADO,
        Estado.DESISTIDA,
        Estado.VENCIDA,
    }
)
ABIERTOS = frozenset(Estado) - CERRADOS
# Answered, or closed by the system as if it were: from here what comes next is the applicant's (reglas.md 2).
RESPONDIDAS = (Estado.RESPONDIDO, Estado.RESPONDIDO_AUTOMATICO)
# Unanswered, they wait for the distributor; one that waits for its applicant is passed over in the queue and takes its
# old place again.
ESPERAN_RESPUESTA = (Estado.PENDIENTE_RESPUESTA, Estado.PENDIENTE_VALIDACION, Estado.PAGO_VALIDADO)
# A cobro is in force: an answer that is stored waits for it under lock.
CON_COBRO = (Estado.PENDIENTE_PAGO, Estado.PENDIENTE_VALIDACION, Estado.PAGO_RECHAZADO)
# An answer is owed while none is stored.
DEBEN_RESPUESTA = (Estado.PENDIENTE_RESPUESTA, *CON_COBRO, Estado.PAGO_VALIDADO)
# Not live: a new request of the same form may be opened in the same expediente (reglas.md 6).
SIN_EFECTO = frozenset({Estado.ANULADO, Estado.DESISTIDA, Estado.VENCIDA})


class Accion(StrEnum):
    ENVIAR = "enviar"
    SOLICITAR_PAGO = "solicitar-pago"
    RESPONDER = "responder"
    RESPONDER_CON_PAGO = "responder-con-pago"
    RETIRAR_COBRO = "retirar-cobro"
    INFORMAR_PAGO = "informar-pago"
    VALIDAR_PAGO = "validar-pago"
    RECHAZAR_PAGO = "rechazar-pago"
    ACEPTAR_PAGO_POR_PLAZO = "aceptar-pago-por-plazo"
    CONFIRMAR_PAGO = "confirmar-pago"
    REVERTIR_ACEPTACION = "revertir-aceptacion"
    OBSERVAR = "observar"
    CORREGIR = "corregir"
    VENCER = "vencer"
    OBJETAR = "objetar"
    CERRAR_MANIFESTACION = "cerrar-manifestacion"
    PEDIR_COMPLEMENTO = "pedir-complemento"
    COMPLEMENTAR = "complementar"
    DESISTIR = "desistir"
    ANULAR = "anular"
    ABRIR = "abrir"
    EDITAR_NUMERO = "editar-numero"
    RECLASIFICAR = "reclasificar"
    ASIGNAR = "asignar"
    ANOTAR = "anotar"
    COMUNICAR = "comunicar"
    RESPONDER_COMUNICACION = "responder-comunicacion"
    UNIR_EXPEDIENTE = "unir-expediente"
    REGISTRAR_CONEXION = "registrar-conexion"
    REGISTRAR_PRORROGA = "registrar-prorroga"


class TipoEvento(StrEnum):
    """The closed vocabulary of a request's events, past tense (reglas.md 2)."""

    SOLICITUD_ENVIADA = "SOLICITUD_ENVIADA"
    SOLICITUD_ABIERTA = "SOLICITUD_ABIERTA"
    PAGO_SOLICITADO = "PAGO_SOLICITADO"
    COBRO_RETIRADO = "COBRO_RETIRADO"
    PAGO_INFORMADO = "PAGO_INFORMADO"
    PAGO_VALIDADO = "PAGO_VALIDADO"
    PAGO_RECHAZADO = "PAGO_RECHAZADO"
    PAGO_ACEPTADO_POR_PLAZO = "PAGO_ACEPTADO_POR_PLAZO"
    PAGO_CONFIRMADO = "PAGO_CONFIRMADO"
    ACEPTACION_REVERTIDA = "ACEPTACION_REVERTIDA"
    SOLICITUD_RESPONDIDA = "SOLICITUD_RESPONDIDA"
    RESPUESTA_DISPONIBLE = "RESPUESTA_DISPONIBLE"
    COMPLEMENTO_PEDIDO = "COMPLEMENTO_PEDIDO"
    RESPUESTA_COMPLEMENTADA = "RESPUESTA_COMPLEMENTADA"
    SOLICITUD_OBSERVADA = "SOLICITUD_OBSERVADA"
    CORRECCION_ENTREGADA = "CORRECCION_ENTREGADA"
    MANIFESTACION_OBJETADA = "MANIFESTACION_OBJETADA"
    MANIFESTACION_CERRADA = "MANIFESTACION_CERRADA"
    SOLICITUD_VENCIDA = "SOLICITUD_VENCIDA"
    SOLICITUD_DESISTIDA = "SOLICITUD_DESISTIDA"
    SOLICITUD_ANULADA = "SOLICITUD_ANULADA"
    NUMERO_EDITADO = "NUMERO_EDITADO"
    CASO_RECLASIFICADO = "CASO_RECLASIFICADO"
    COMUNICACION_ENVIADA = "COMUNICACION_ENVIADA"
    COMUNICACION_RESPONDIDA = "COMUNICACION_RESPONDIDA"
    SOLICITUD_ASIGNADA = "SOLICITUD_ASIGNADA"
    NOTA_ANOTADA = "NOTA_ANOTADA"
    EXPEDIENTE_UNIDO = "EXPEDIENTE_UNIDO"
    CONEXION_REGISTRADA = "CONEXION_REGISTRADA"
    PRORROGA_REGISTRADA = "PRORROGA_REGISTRADA"
    PLAZOS_RECALCULADOS = "PLAZOS_RECALCULADOS"


# What follows from a step, or from a change of the catalogue, and is no row of the table: no state changes.
SIN_FILA = frozenset({TipoEvento.RESPUESTA_DISPONIBLE, TipoEvento.PLAZOS_RECALCULADOS})


class Condicion(StrEnum):
    """What a row asks of the request beside its state; answered by ``permissions.CUMPLE``."""

    CON_RESPUESTA = "con respuesta guardada"
    SIN_RESPUESTA = "sin respuesta guardada"
    PAGO_SIN_REVISAR = "pago sin revisar"
    AUMENTA_CAPACIDAD = "aumenta la capacidad"
    SIN_ABRIR = "sin abrir"
    SIN_OTRA_ACEPTACION = "sin otra aceptación por plazo sin confirmar en la cuenta"
    EN_PLAZO = "dentro del plazo que corre"
    PLAZO_VENCIDO = "vencido el plazo que corre"
    EN_PLAZO_DE_RESPUESTA = "dentro del plazo de respuesta"
    SIN_PRORROGA = "sin prórroga registrada"


@dataclass(frozen=True)
class Transicion:
    """One row: from these states (none: the request is born), ``accion`` by ``parte``, to ``hacia`` (none: unchanged).

    ``tipos`` limits the forms; every condition of ``cuando`` must hold on the locked row.
    """

    accion: Accion
    parte: Parte
    desde: frozenset[Estado]
    hacia: Estado | None
    evento: TipoEvento
    tipos: frozenset[Tipo] = frozenset(Tipo)
    cuando: frozenset[Condicion] = frozenset()

    @property
    def nace(self) -> bool:
        return not self.desde


def _fila(
    accion: Accion,
    parte: Parte,
    desde: Iterable[Estado],
    hacia: Estado | None,
    evento: TipoEvento,
    *,
    tipos: Iterable[Tipo] = Tipo,
    cuando: Iterable[Condicion] = (),
) -> Transicion:
    return Transicion(
        accion,
        parte,
        frozenset(desde),
        hacia,
        evento,
        frozenset(tipos),
        frozenset(cuando),
    )


E, A, P, T, V, C = Estado, Accion, Parte, Tipo, TipoEvento, Condicion
_POR_PAGAR = (E.PENDIENTE_PAGO, E.PAGO_RECHAZADO)
# Respondido too: an answer given after the acceptance leaves the flag, which nobody could settle any more, and P-06
# would then keep the account from another acceptance for good.
_ACEPTADAS_POR_PLAZO = (E.RESPONDIDO_AUTOMATICO, E.PAGO_VALIDADO, E.RESPONDIDO)
_NO_ANULADAS = tuple(estado for estado in E if estado != E.ANULADO)
_OBSERVABLES = (T.CONEXION, T.NOTIFICACION)
_CORREGIBLES = (*_OBSERVABLES, T.MANIFESTACION)
# An MC is never owed an answer (DS 57 art. 20), so none of its rows asks for a payment either.
_RESPONDIBLES = (T.INFORMACION, T.CONEXION, T.NOTIFICACION)

# The rows are read as a table.
# fmt: off
TRANSICIONES: tuple[Transicion, ...] = (
    # Filing
    _fila(A.ENVIAR, P.SOLICITANTE, (), E.PENDIENTE_RESPUESTA, V.SOLICITUD_ENVIADA, tipos=_RESPONDIBLES),
    _fila(A.ENVIAR, P.SOLICITANTE, (), E.ENVIADO, V.SOLICITUD_ENVIADA, tipos=(T.MANIFESTACION,)),
    # The answer, free or against payment
    _fila(A.SOLICITAR_PAGO, P.DISTRIBUIDORA, (E.PENDIENTE_RESPUESTA,), E.PENDIENTE_PAGO, V.PAGO_SOLICITADO,
          tipos=_RESPONDIBLES),
    _fila(A.RESPONDER, P.DISTRIBUIDORA, (E.PENDIENTE_RESPUESTA,), E.RESPONDIDO, V.SOLICITUD_RESPONDIDA,
          tipos=_RESPONDIBLES),
    _fila(A.RESPONDER_CON_PAGO, P.DISTRIBUIDORA, (E.PENDIENTE_RESPUESTA,), E.PENDIENTE_PAGO, V.SOLICITUD_RESPONDIDA,
          tipos=_RESPONDIBLES),
    _fila(A.RESPONDER, P.DISTRIBUIDORA, CON_COBRO, None, V.SOLICITUD_RESPONDIDA,
          tipos=_RESPONDIBLES, cuando=(C.SIN_RESPUESTA,)),
    _fila(A.RESPONDER, P.DISTRIBUIDORA, (E.PAGO_VALIDADO,), E.RESPONDIDO, V.SOLICITUD_RESPONDIDA, tipos=_RESPONDIBLES),
    # The payment
    _fila(A.RETIRAR_COBRO, P.DISTRIBUIDORA, _POR_PAGAR, E.RESPONDIDO, V.COBRO_RETIRADO,
          tipos=_RESPONDIBLES, cuando=(C.CON_RESPUESTA,)),
    _fila(A.RETIRAR_COBRO, P.DISTRIBUIDORA, _POR_PAGAR, E.PENDIENTE_RESPUESTA, V.COBRO_RETIRADO,
          tipos=_RESPONDIBLES, cuando=(C.SIN_RESPUESTA,)),
    _fila(A.INFORMAR_PAGO, P.SOLICITANTE, _POR_PAGAR, E.PENDIENTE_VALIDACION, V.PAGO_INFORMADO, tipos=_RESPONDIBLES),
    _fila(A.VALIDAR_PAGO, P.DISTRIBUIDORA, (E.PENDIENTE_VALIDACION,), E.RESPONDIDO, V.PAGO_VALIDADO,
          tipos=_RESPONDIBLES, cuando=(C.CON_RESPUESTA,)),
    _fila(A.VALIDAR_PAGO, P.DISTRIBUIDORA, (E.PENDIENTE_VALIDACION,), E.PAGO_VALIDADO, V.PAGO_VALIDADO,
          tipos=_RESPONDIBLES, cuando=(C.SIN_RESPUESTA,)),
    _fila(A.RECHAZAR_PAGO, P.DISTRIBUIDORA, (E.PENDIENTE_VALIDACION,), E.PAGO_RECHAZADO, V.PAGO_RECHAZADO,
          tipos=_RESPONDIBLES),
    _fila(A.ACEPTAR_PAGO_POR_PLAZO, P.SISTEMA, (E.PENDIENTE_VALIDACION,), E.RESPONDIDO_AUTOMATICO,
          V.PAGO_ACEPTADO_POR_PLAZO, tipos=_RESPONDIBLES,
          cuando=(C.PLAZO_VENCIDO, C.CON_RESPUESTA, C.SIN_OTRA_ACEPTACION)),
    _fila(A.ACEPTAR_PAGO_POR_PLAZO, P.SISTEMA, (E.PENDIENTE_VALIDACION,), E.PAGO_VALIDADO, V.PAGO_ACEPTADO_POR_PLAZO,
          tipos=_RESPONDIBLES, cuando=(C.PLAZO_VENCIDO, C.SIN_RESPUESTA, C.SIN_OTRA_ACEPTACION)),
    _fila(A.CONFIRMAR_PAGO, P.DISTRIBUIDORA, _ACEPTADAS_POR_PLAZO, None, V.PAGO_CONFIRMADO,
          tipos=_RESPONDIBLES, cuando=(C.PAGO_SIN_REVISAR,)),
    _fila(A.REVERTIR_ACEPTACION, P.DISTRIBUIDORA, _ACEPTADAS_POR_PLAZO, E.PAGO_RECHAZADO, V.ACEPTACION_REVERTIDA,
          tipos=_RESPONDIBLES, cuando=(C.PAGO_SIN_REVISAR,)),
    _fila(A.REVERTIR_ACEPTACION, P.SEC, _ACEPTADAS_POR_PLAZO, E.PAGO_RECHAZADO, V.ACEPTACION_REVERTIDA,
          tipos=_RESPONDIBLES, cuando=(C.PAGO_SIN_REVISAR,)),
    # The correction loop, and the objection to a manifestación. The term decides even if the clock's job is late:
    # after it nobody corrects or objects, before it nothing lapses (reglas.md 3).
    _fila(A.OBSERVAR, P.DISTRIBUIDORA, (E.PENDIENTE_RESPUESTA,), E.OBSERVADA, V.SOLICITUD_OBSERVADA,
          tipos=_OBSERVABLES),
    _fila(A.CORREGIR, P.SOLICITANTE, (E.OBSERVADA,), E.PENDIENTE_RESPUESTA, V.CORRECCION_ENTREGADA,
          tipos=_OBSERVABLES, cuando=(C.EN_PLAZO,)),
    _fila(A.CORREGIR, P.SOLICITANTE, (E.OBSERVADA,), E.ENVIADO, V.CORRECCION_ENTREGADA,
          tipos=(T.MANIFESTACION,), cuando=(C.EN_PLAZO,)),
    _fila(A.VENCER, P.SISTEMA, (E.OBSERVADA,), E.VENCIDA, V.SOLICITUD_VENCIDA,
          tipos=_CORREGIBLES, cuando=(C.PLAZO_VENCIDO,)),
    _fila(A.OBJETAR, P.DISTRIBUIDORA, (E.ENVIADO,), E.OBSERVADA, V.MANIFESTACION_OBJETADA,
          tipos=(T.MANIFESTACION,), cuando=(C.AUMENTA_CAPACIDAD, C.EN_PLAZO)),
    _fila(A.CERRAR_MANIFESTACION, P.SISTEMA, (E.ENVIADO,), E.RESPONDIDO_AUTOMATICO, V.MANIFESTACION_CERRADA,
          tipos=(T.MANIFESTACION,), cuando=(C.PLAZO_VENCIDO,)),
    # After the answer
    _fila(A.PEDIR_COMPLEMENTO, P.SOLICITANTE, RESPONDIDAS, None, V.COMPLEMENTO_PEDIDO,
          tipos=_RESPONDIBLES, cuando=(C.CON_RESPUESTA,)),
    _fila(A.COMPLEMENTAR, P.DISTRIBUIDORA, RESPONDIDAS, None, V.RESPUESTA_COMPLEMENTADA,
          tipos=_RESPONDIBLES, cuando=(C.CON_RESPUESTA,)),
    _fila(A.REGISTRAR_CONEXION, P.DISTRIBUIDORA, RESPONDIDAS, None, V.CONEXION_REGISTRADA, tipos=(T.NOTIFICACION,)),
    _fila(A.REGISTRAR_PRORROGA, P.DISTRIBUIDORA, RESPONDIDAS, None, V.PRORROGA_REGISTRADA,
          tipos=(T.CONEXION, T.MANIFESTACION), cuando=(C.SIN_PRORROGA,)),
    # The end
    _fila(A.DESISTIR, P.SOLICITANTE, ABIERTOS, E.DESISTIDA, V.SOLICITUD_DESISTIDA),
    _fila(A.ANULAR, P.SEC, _NO_ANULADAS, E.ANULADO, V.SOLICITUD_ANULADA),
    # Without change of state
    _fila(A.ABRIR, P.DISTRIBUIDORA, E, None, V.SOLICITUD_ABIERTA, cuando=(C.SIN_ABRIR,)),
    _fila(A.EDITAR_NUMERO, P.DISTRIBUIDORA, _NO_ANULADAS, None, V.NUMERO_EDITADO),
    _fila(A.RECLASIFICAR, P.DISTRIBUIDORA, DEBEN_RESPUESTA, None, V.CASO_RECLASIFICADO,
          tipos=(T.CONEXION,), cuando=(C.SIN_RESPUESTA, C.EN_PLAZO_DE_RESPUESTA)),
    _fila(A.ASIGNAR, P.DISTRIBUIDORA, _NO_ANULADAS, None, V.SOLICITUD_ASIGNADA),
    _fila(A.ANOTAR, P.DISTRIBUIDORA, E, None, V.NOTA_ANOTADA),
    _fila(A.COMUNICAR, P.DISTRIBUIDORA, _NO_ANULADAS, None, V.COMUNICACION_ENVIADA),
    _fila(A.RESPONDER_COMUNICACION, P.SOLICITANTE, _NO_ANULADAS, None, V.COMUNICACION_RESPONDIDA),
    _fila(A.UNIR_EXPEDIENTE, P.SOLICITANTE, E, None, V.EXPEDIENTE_UNIDO),
    _fila(A.UNIR_EXPEDIENTE, P.SEC, E, None, V.EXPEDIENTE_UNIDO),
)
# fmt: on


def filas(accion: Accion, parte: Parte | None = None) -> list[Transicion]:
    """The rows of an action, of one party if given."""
    return [fila for fila in TRANSICIONES if fila.accion == accion and (parte is None or fila.parte == parte)]


def saltos() -> frozenset[tuple[str, str, str]]:
    """Every (form, from, to) that some row allows: what the database's trigger lets through."""
    return frozenset(
        (tipo.value, desde.value, fila.hacia.value)
        for fila in TRANSICIONES
        if fila.hacia
        for tipo in fila.tipos
        for desde in fila.desde
    )


# Where the clock acts alone once the term has passed.
LAPSAN = frozenset(estado for fila in TRANSICIONES if C.PLAZO_VENCIDO in fila.cuando for estado in fila.desde)


class Cuenta(StrEnum):
    """To whom a hábil day is counted (reglas.md 3): a payment is the applicant's turn, counted apart (L-09)."""

    DISTRIBUIDORA = "distribuidora"
    SOLICITANTE = "solicitante"
    PAGO = "pago"
    NADIE = "nadie"


def cuenta_del_dia(estado: Estado, *, aumenta_capacidad: bool = False) -> Cuenta:
    """Who answers for the days that pass in ``estado``."""
    if estado in _POR_PAGAR:
        return Cuenta.PAGO
    return Cuenta(turno(estado, aumenta_capacidad=aumenta_capacidad).value)


def turno(estado: Estado, *, aumenta_capacidad: bool = False) -> Parte:
    """Whose turn it is. An MC waits for the distributor only when it raises the capacity (DS 57 art. 20)."""
    if estado == Estado.ENVIADO and aumenta_capacidad:
        return Parte.DISTRIBUIDORA
    return FICHAS[estado].turno
