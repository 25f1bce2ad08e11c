"""The history of a request: every event the reader may see, with who, when, what was said and which file (S-16)."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from typing import Any

from cuentas.models import Usuario
from nucleo.archivos import rastros
from nucleo.archivos.models import Archivo
from nucleo.bitacora import vocabulario
from nucleo.bitacora.models import Evento
from nucleo.comun.templatetags.formatos import pesos
from nucleo.comun.texto import enumerar
from solicitudes.estados import TipoEvento
from solicitudes.models import Comunicacion, ResultadoConexion, Solicitud
from solicitudes.pasos import Clase
from solicitudes.presentacion.legajo import Legajo, texto_de

_V = TipoEvento
_PARTES = {"solicitante": "solicitante", "distribuidora": "distribuidora", "sec": "SEC"}
# What the distributor wrote about other people's requests, or to itself, is not for the applicant's eyes.
_MOTIVO_INTERNO = frozenset({_V.SOLICITUD_RESPONDIDA})
# The datum of an event that names the row whose file came with it.
_CON_ARCHIVO = ("comprobante", "respuesta", "comunicacion", "cobro")
_TRAEN_EL_ARCHIVO = frozenset(
    {
        _V.SOLICITUD_RESPONDIDA, _V.RESPUESTA_COMPLEMENTADA, _V.PAGO_SOLICITADO, _V.PAGO_INFORMADO,
        _V.COMUNICACION_ENVIADA, _V.COMUNICACION_RESPONDIDA,
    }
)  # fmt: skip

ICONOS = {
    _V.SOLICITUD_ENVIADA: "send",
    _V.SOLICITUD_ABIERTA: "eye",
    _V.PAGO_SOLICITADO: "credit-card",
    _V.COBRO_RETIRADO: "credit-card",
    _V.PAGO_INFORMADO: "receipt",
    _V.PAGO_VALIDADO: "cash-coin",
    _V.PAGO_RECHAZADO: "x-octagon",
    _V.PAGO_ACEPTADO_POR_PLAZO: "lightning-charge",
    _V.PAGO_CONFIRMADO: "cash-coin",
    _V.ACEPTACION_REVERTIDA: "x-octagon",
    _V.SOLICITUD_RESPONDIDA: "check-circle",
    _V.RESPUESTA_DISPONIBLE: "unlock",
    _V.COMPLEMENTO_PEDIDO: "question-circle",
    _V.RESPUESTA_COMPLEMENTADA: "check-circle",
    _V.SOLICITUD_OBSERVADA: "pencil-square",
    _V.CORRECCION_ENTREGADA: "upload",
    _V.MANIFESTACION_OBJETADA: "pencil-square",
    _V.MANIFESTACION_CERRADA: "lightning-charge",
    _V.SOLICITUD_VENCIDA: "calendar-x",
    _V.SOLICITUD_DESISTIDA: "arrow-return-left",
    _V.SOLICITUD_ANULADA: "slash-circle",
    _V.NUMERO_EDITADO: "pencil",
    _V.CASO_RECLASIFICADO: "clock-history",
    _V.COMUNICACION_ENVIADA: "chat-left-text",
    _V.COMUNICACION_RESPONDIDA: "chat-left-text",
    _V.SOLICITUD_ASIGNADA: "person-check",
    _V.NOTA_ANOTADA: "journal-text",
    _V.EXPEDIENTE_UNIDO: "folder2-open",
    _V.CONEXION_REGISTRADA: "plug",
    _V.PRORROGA_REGISTRADA: "calendar-check",
    _V.PLAZOS_RECALCULADOS: "calendar-check",
}


@dataclass(frozen=True)
class Suceso:
    """One line. ``archivo``: its file, if the reader may have it; ``oculto``: the applicant does not see this line."""

    titulo: str
    quien: str
    cuando: datetime
    icono: str
    cita: str = ""
    archivo: Archivo | None = None
    oculto: bool = False


def historial(legajo: Legajo) -> list[Suceso]:
    """Newest first."""
    narrador = _Narrador(legajo)
    return [narrador.suceso(evento) for evento in legajo.eventos]


class _Narrador:
    """Tells the events of one request to one reader."""

    def __init__(self, legajo: Legajo) -> None:
        self.legajo = legajo
        self.respuestas = {respuesta.pk: respuesta for respuesta in legajo.respuestas}
        self.comunicaciones = {comunicacion.pk: comunicacion for comunicacion in legajo.comunicaciones}
        self.archivos = {papel.clave: papel.archivo for papel in legajo.papeles}
        self.observaciones = {observacion.pk: observacion for observacion in legajo.observaciones}

    @cached_property
    def colegas(self) -> dict[int, str]:
        """Who a request was ever assigned to."""
        ids = {evento.datos.get("a") for evento in self.legajo.eventos if evento.tipo == _V.SOLICITUD_ASIGNADA}
        return {usuario.pk: usuario.nombre for usuario in Usuario.objects.filter(pk__in=ids - {None})}

    def suceso(self, evento: Evento) -> Suceso:
        declarado = vocabulario.de(evento.tipo)
        tipo = TipoEvento(evento.tipo)
        detalle = (_DETALLES[tipo](self, evento) if tipo in _DETALLES else "") + self._confirmado(evento)
        return Suceso(
            titulo=f"{declarado.frase}{detalle}",
            quien=_quien(evento),
            cuando=evento.ocurrido,
            icono=ICONOS[tipo],
            cita=self._cita(tipo, evento),
            archivo=self._archivo(tipo, evento),
            oculto=declarado.oculto_al_solicitante,
        )

    def _cita(self, tipo: TipoEvento, evento: Evento) -> str:
        if comunicacion := self._comunicacion(evento):
            return comunicacion.texto
        escrito = texto_de(evento)
        if tipo in _MOTIVO_INTERNO and self.legajo.user.es_solicitante:
            escrito = ""
        respuesta = self.respuestas.get(evento.datos.get("respuesta") or 0)
        comentario = respuesta.comentario if respuesta else ""
        return "\n".join(parte for parte in (comentario, escrito) if parte)

    def _confirmado(self, evento: Evento) -> str:
        """With which warnings about its files the distributor sent them all the same: its matter and SEC's."""
        codigos = [uno.partition(":")[2] for uno in evento.datos.get("confirmado") or []]
        if not codigos or self.legajo.user.es_solicitante:
            return ""
        nombres = dict.fromkeys(rastros.NOMBRES[codigo] for codigo in codigos)
        return f". Enviada con advertencia: {enumerar(list(nombres))}"

    def _comunicacion(self, evento: Evento) -> Comunicacion | None:
        return self.comunicaciones.get(evento.datos.get("comunicacion") or 0)

    def _archivo(self, tipo: TipoEvento, evento: Evento) -> Archivo | None:
        """The file is found by the row that holds it: one that the reader may not have is not among ``papeles``."""
        if tipo not in _TRAEN_EL_ARCHIVO:
            return None
        claves = (f"{dato}:{evento.datos[dato]}" for dato in _CON_ARCHIVO if evento.datos.get(dato))
        return next((self.archivos[clave] for clave in claves if clave in self.archivos), None)

    def de_asignacion(self, evento: Evento) -> str:
        a = evento.datos.get("a")
        return f" a {self.colegas.get(a, 'una cuenta que ya no existe')}" if a else ": quedó sin asignar"

    @cached_property
    def unidas(self) -> dict[int, str]:
        """The folio of each request that came to this one's expediente, or left it."""
        ids = {evento.datos.get("otra") for evento in self.legajo.eventos if evento.tipo == _V.EXPEDIENTE_UNIDO}
        return dict(Solicitud.objects.filter(pk__in=ids - {None}).values_list("pk", "folio")) if ids - {None} else {}

    def de_expediente(self, evento: Evento) -> str:
        if (otra := evento.datos.get("otra")) is None:
            return ": se unió a otro"
        llega = evento.datos["a"] == self._expediente_en(evento)
        return f": {self.unidas[otra]} se unió a {'este' if llega else 'otro'}"

    def _expediente_en(self, evento: Evento) -> int:
        """Where the request itself stood then: it may have been moved since."""
        uniones = [e for e in self.legajo.eventos if e.tipo == _V.EXPEDIENTE_UNIDO and e.datos.get("otra") is None]
        despues = [propia for propia in uniones if propia.numero > evento.numero]
        return int(despues[-1].datos["de"] if despues else self.legajo.solicitud.expediente_id)

    def de_observacion(self, evento: Evento) -> str:
        observacion = self.observaciones.get(evento.datos.get("observacion") or 0)
        if observacion is None:
            return ""
        nombres = enumerar([documento.nombre for documento in observacion.documentos.all()])
        fuera = " (fuera de plazo)" if observacion.tarde else ""
        return f": {nombres}{fuera}"

    def de_caso(self, evento: Evento) -> str:
        nombres = {e.obligacion.caso: e.regla.descripcion for e in self.legajo.obligaciones}
        nombre = nombres.get(evento.datos["caso"], evento.datos["caso"])
        return f": {nombre} (antes vencía el {_fecha(evento.datos['vencia_el'])})"

    def de_respuesta(self, evento: Evento) -> str:
        """What the queue says of it is for the staff and SEC."""
        notas = ["fuera de plazo"] if evento.datos["en_plazo"] is False else []
        if not evento.datos["disponible"]:
            notas.append("espera el pago")
        if (adelantadas := evento.datos["adelantadas"]) and not self.legajo.user.es_solicitante:
            notas.append(f"antes que {adelantadas} anterior{'es' if adelantadas > 1 else ''}")
        return f" ({', '.join(notas)})" if notas else ""


def _quien(evento: Evento) -> str:
    if evento.actor is None:
        return "Sistema"
    return f"{evento.actor.nombre} ({_PARTES[evento.actor.perfil]})"


def _fecha(iso: Any) -> str:
    return f"{date.fromisoformat(iso):%d-%m-%Y}" if iso else ""


_DISPENSAS = {"cedula": "con su identidad ya validada", "poder": "con su poder ya validado"}


def _de_envio(_: _Narrador, evento: Evento) -> str:
    """Which papers of the account spared documents; an event from before that was told has no word of it."""
    notas = [_DISPENSAS[codigo] for codigo in evento.datos.get("dispensados") or () if codigo in _DISPENSAS]
    return f", {enumerar(notas)}" if notas else ""


def _de_monto(_: _Narrador, evento: Evento) -> str:
    return f": {pesos(evento.datos['monto'])}"


def _de_numero(_: _Narrador, evento: Evento) -> str:
    antes, despues = (evento.datos[clave] or "sin número" for clave in ("antes", "despues"))
    return f": de {antes} a {despues}"


def _de_conexion(_: _Narrador, evento: Evento) -> str:
    return f": {ResultadoConexion(evento.datos['resultado']).label}, el {_fecha(evento.datos['fecha'])}"


def _de_prorroga(_: _Narrador, evento: Evento) -> str:
    return f": hasta el {_fecha(evento.datos['vence_el'])} (antes, {_fecha(evento.datos['vencia_el'])})"


def _de_plazos(_: _Narrador, evento: Evento) -> str:
    """The last days that moved, of those that anybody still reads as a day."""
    movidos = [plazo for plazo in evento.datos["plazos"] if plazo[3] != plazo[4]]
    dias = [f"{Clase(clase).label.lower()}, hasta el {_fecha(vence)} (antes, {_fecha(antes)})"
            for clase, _orden, _regla, antes, vence in movidos]  # fmt: skip
    for _id, tarde in evento.datos.get("observaciones", ()):
        dias.append(f"la corrección se pidió {'fuera de plazo' if tarde else 'dentro del plazo'}")
    return f": {enumerar(dias)}" if dias else ""


_DETALLES: dict[TipoEvento, Callable[[_Narrador, Evento], str]] = {
    _V.SOLICITUD_ENVIADA: _de_envio,
    _V.PAGO_SOLICITADO: _de_monto,
    _V.COBRO_RETIRADO: _de_monto,
    _V.SOLICITUD_RESPONDIDA: _Narrador.de_respuesta,
    _V.SOLICITUD_OBSERVADA: _Narrador.de_observacion,
    _V.MANIFESTACION_OBJETADA: _Narrador.de_observacion,
    _V.NUMERO_EDITADO: _de_numero,
    _V.CASO_RECLASIFICADO: _Narrador.de_caso,
    _V.SOLICITUD_ASIGNADA: _Narrador.de_asignacion,
    _V.EXPEDIENTE_UNIDO: _Narrador.de_expediente,
    _V.CONEXION_REGISTRADA: _de_conexion,
    _V.PRORROGA_REGISTRADA: _de_prorroga,
    _V.PLAZOS_RECALCULADOS: _de_plazos,
}
