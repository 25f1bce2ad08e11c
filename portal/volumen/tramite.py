"""One request living through the real table of transitions, on plain values and without a database.

The same steps as ``solicitudes.actions._aplicar`` and ``solicitudes.obligaciones.aplicar_paso``; the tests compare what
both leave, and ``recalcular`` replays every load.
"""

from collections.abc import Callable
from typing import Any, NamedTuple

from portal.volumen.mundo import Mundo
from solicitudes.estados import (
    CERRADOS,
    ESPERAN_RESPUESTA,
    TRANSICIONES,
    Accion,
    Condicion,
    Cuenta,
    Estado,
    Parte,
    Tipo,
    cuenta_del_dia,
)
from solicitudes.fila import CON_ORDEN
from solicitudes.obligaciones import SI_RESPUESTA
from solicitudes.pasos import DE_CADA_TIPO, PASOS, Clase, clase_que_rige

CUENTAS = tuple(cuenta.value for cuenta in Cuenta)
SOLICITANTE = -1  # the actor, until the account has its id
_CASOS = {"informacion": SI_RESPUESTA, "conexion": "", "manifestacion": "", "notificacion": "nc-respuesta"}
_PREFIJOS = {"conexion": "sc", "manifestacion": "mc", "notificacion": "nc"}


class PasoImposible(Exception):
    """The script asked for a step that the table does not have: the script is wrong."""


class FinDelTiempo(Exception):
    """The next step lies in the future."""


class Fila(NamedTuple):
    """A row of ``TRANSICIONES`` in plain text, which compares and prints faster than the enumerations."""

    hacia: str
    evento: str
    cuando: tuple[str, ...]
    mueve: bool
    termina: tuple[tuple[str, str], ...]
    comienza: tuple[str, ...]


class Paso(NamedTuple):
    """One event. ``propios``: its own keys, with the children by their place in the request."""

    evento: str
    parte: str
    instante: int
    actor: int | None
    desde: str
    hacia: str
    propios: dict[str, Any]
    obligaciones: list[list[Any]] | None
    texto: str


def _tabla() -> dict[tuple[str, str, str, str], tuple[Fila, ...]]:
    tabla: dict[tuple[str, str, str, str], list[Fila]] = {}
    for t in TRANSICIONES:
        paso = PASOS.get(t.evento)
        fila = Fila(
            str(t.hacia.value) if t.hacia else "",
            t.evento.value,
            tuple(sorted(c.value for c in t.cuando)),
            t.hacia is not None or paso is not None,
            tuple((c.value, f.value) for c, f in paso.termina.items()) if paso else (),
            tuple(c.value for c in paso.comienza) if paso else (),
        )
        for tipo in t.tipos:
            for desde in t.desde or ("",):
                clave = (t.accion.value, t.parte.value, tipo.value, getattr(desde, "value", desde))
                tabla.setdefault(clave, []).append(fila)
    return {clave: tuple(filas) for clave, filas in tabla.items()}


TABLA = _tabla()
A, P = Accion, Parte
_TURNOS = {
    (estado.value, aumenta): CUENTAS.index(cuenta_del_dia(estado, aumenta_capacidad=aumenta).value)
    for estado in Estado
    for aumenta in (False, True)
}
_RIGEN = {estado.value: tuple(c.value for c in clase_que_rige(estado)) for estado in Estado}
_DE_TIPO = {tipo.value: frozenset(c.value for c in Clase if tipo in DE_CADA_TIPO[c]) for tipo in Tipo}
_CERRADOS = frozenset(e.value for e in CERRADOS)
_ESPERAN = frozenset(e.value for e in ESPERAN_RESPUESTA)
_CON_ORDEN = frozenset(t.value for t in CON_ORDEN)
Hijos = Callable[[int], dict[str, Any]]


def _nada(instante: int) -> dict[str, Any]:
    return {}


class Obligacion:
    __slots__ = ("caso", "clase", "comienza", "fin", "recibida", "regla", "responsable", "termina", "vence")

    def __init__(self, clase: str, caso: str, regla: tuple[Any, ...], comienza: int, recibida: int, vence: int) -> None:
        self.clase, self.caso, self.regla, self.responsable = clase, caso, regla[2], regla[5]
        self.comienza, self.recibida, self.vence = comienza, recibida, vence
        self.termina, self.fin = 0, ""


class Tramite:
    """A request. Its fields are those of ``Solicitud``; ``actual`` is its state, days are numbers of ``Dias``."""

    def __init__(self, mundo: Mundo, tipo: str, dx: int, enviada: int) -> None:
        dias = mundo.dias
        self.mundo, self.dias, self.tipo, self.dx, self.enviada = mundo, dias, tipo, dx, enviada
        self.recibida = self.recepcion = self.contado = dias.desde[dias.dia(enviada)]
        self.actual, self.caso, self.obligacion, self.vence = "", _CASOS[tipo], "", 0
        self.plazo_respuesta, self.dias_respuesta = 0, -1
        self.suma = [0, 0, 0, 0]
        self.abierta = self.cerrada = self.respondida = self.disponible = 0
        self.prorrogada = 0
        self.sin_revisar = self.aumenta = self.fuera_de_vigencia = self.con_orden = False
        self.reclasificada = self.aceptada_por_plazo = False
        self.con_orden = tipo in _CON_ORDEN
        self.asignada: int | None = None
        self.numero = ""
        self.ultimo = enviada
        self.pasos: list[Paso] = []
        self.obligaciones: list[Obligacion] = []
        self.corriendo: dict[str, Obligacion] = {}
        self.esperas: list[tuple[int, int]] = []
        self.en_fila = False
        # Children, each a list of its fields: ``filas`` knows their order.
        self.archivos: list[tuple[str, str, str, int, int, int]] = []
        self.adjuntos: list[tuple[str, str, int, int, int]] = []
        self.respuestas: list[list[Any]] = []
        self.cobros: list[list[Any]] = []
        self.comprobantes: list[list[Any]] = []
        self.observaciones: list[list[Any]] = []
        self.comunicaciones: list[list[Any]] = []
        self.conexiones: list[tuple[str, int, int, int]] = []
        self.formulario: dict[str, Any] = {}
        self.expediente = 0

    def puede(self, accion: Accion, parte: Parte) -> bool:
        return (accion.value, parte.value, self.tipo, self.actual) in TABLA

    def paso(
        self,
        accion: Accion,
        parte: Parte,
        instante: int,
        actor: int | None,
        hijos: Hijos = _nada,
        texto: str = "",
        conjunta: bool = False,
        acordada: int = 0,
    ) -> None:
        """Takes one step of the table at ``instante``. FinDelTiempo when that is still to come."""
        if instante > self.mundo.hasta:
            raise FinDelTiempo
        if instante < self.ultimo:
            raise PasoImposible(f"{accion} de {self.tipo} antes que lo anterior")
        fila, desde = self._fila(accion._value_, parte._value_, instante), self.actual
        if fila.mueve:
            self._contar(instante)
        self.actual = fila.hacia or desde
        if desde and (self.actual in _CERRADOS) != (desde in _CERRADOS):
            self.cerrada = 0 if desde in _CERRADOS else instante
        estaba, propios = self.disponible, hijos(instante)
        comenzadas = self._mover(fila, instante, conjunta, acordada) if fila.mueve else None
        obligaciones = comenzadas if fila.comienza else None
        self.pasos.append(
            Paso(fila.evento, parte._value_, instante, actor, desde, self.actual, propios, obligaciones, texto)
        )
        self.ultimo = instante
        if self.disponible and not estaba and fila.evento != "SOLICITUD_RESPONDIDA":
            abierta = Paso(
                "RESPUESTA_DISPONIBLE", parte._value_, instante, actor, self.actual, self.actual, {}, None, ""
            )
            self.pasos.append(abierta)
        if self.con_orden:
            self._anotar_espera(instante)

    def _fila(self, accion: str, parte: str, instante: int) -> Fila:
        for fila in TABLA.get((accion, parte, self.tipo, self.actual), ()):
            if all(CUMPLE[condicion](self, instante) for condicion in fila.cuando):
                return fila
        raise PasoImposible(f"{parte} no puede {accion} en {self.tipo} {self.actual!r}")

    def _contar(self, instante: int) -> None:
        if not self.actual:
            return
        hasta = max(self.contado, self.dias.dia(instante - 1))
        self.suma[_TURNOS[self.actual, self.aumenta]] += self.dias.entre(self.contado, hasta)
        self.contado = hasta

    def _mover(self, fila: Fila, instante: int, conjunta: bool, acordada: int) -> list[list[Any]]:
        dias, corriendo = self.dias, self.corriendo
        if fila.evento == "CORRECCION_ENTREGADA":
            self.recepcion = dias.desde[dias.dia(instante)]
        elif fila.evento == "SOLICITUD_RESPONDIDA":
            self.dias_respuesta = dias.entre(self.recepcion, dias.dia(instante))
        for clase, fin in fila.termina:
            if obligacion := corriendo.pop(clase, None):
                obligacion.termina, obligacion.fin = instante, fin
        comenzadas = []
        for clase in fila.comienza:
            if clase in corriendo or clase not in _DE_TIPO[self.tipo] or (clase == "conexion" and not acordada):
                continue
            nueva = corriendo[clase] = self._comenzar(clase, instante, conjunta, acordada)
            comenzadas.append([clase, nueva.caso, nueva.regla, dias.iso[nueva.recibida], dias.iso[nueva.vence]])
        self._mostrar()
        return comenzadas

    def _comenzar(self, clase: str, instante: int, conjunta: bool, acordada: int) -> Obligacion:
        dias = self.dias
        if clase == "conexion":
            recibida = dias.desde[acordada]
        elif clase in ("respuesta", "observacion", "objecion"):
            recibida = self.recepcion
        else:
            recibida = dias.desde[dias.dia(instante)]
        caso = self._caso(clase, conjunta)
        regla = self.mundo.vigente(caso, recibida)
        obligacion = Obligacion(clase, caso, regla, instante, recibida, dias.vence(recibida, regla[3], regla[4]))
        self.obligaciones.append(obligacion)
        return obligacion

    def _caso(self, clase: str, conjunta: bool) -> str:
        if clase == "respuesta":
            return self.caso
        if clase == "correccion" and conjunta and self.tipo == "notificacion":
            return "nc-correccion-conjunta"
        if clase in ("observacion", "correccion"):
            return f"{_PREFIJOS[self.tipo]}-{clase}"
        return _CASO_DE_CLASE[clase]

    def _mostrar(self) -> None:
        self.obligacion, self.vence = "", 0
        for clase in _RIGEN[self.actual]:
            if rige := self.corriendo.get(clase):
                self.obligacion, self.vence = rige.caso, rige.vence
                break
        if respuesta := self.corriendo.get("respuesta"):
            self.plazo_respuesta = respuesta.vence

    def _anotar_espera(self, instante: int) -> None:
        en_fila = self.actual in _ESPERAN and not self.respondida
        if en_fila != self.en_fila:
            self.en_fila = en_fila
            self.esperas.append((instante, ENTRA if en_fila else SALE))

    def vencio(self, ultimo_dia: int, instante: int) -> bool:
        return ultimo_dia > 0 and self.dias.dia(instante) > ultimo_dia


ENTRA, SALE, CONSULTA = 0, 2, 1
_CASO_DE_CLASE = {
    "objecion": "mc-objecion",
    "validacion": "pago-validacion",
    "complemento": "respuesta-complemento",
    "conexion": "nc-conexion",
}
CUMPLE: dict[str, Callable[[Tramite, int], bool]] = {
    Condicion.CON_RESPUESTA.value: lambda v, t: v.respondida > 0,
    Condicion.SIN_RESPUESTA.value: lambda v, t: not v.respondida,
    Condicion.PAGO_SIN_REVISAR.value: lambda v, t: v.sin_revisar,
    Condicion.SIN_ABRIR.value: lambda v, t: not v.abierta,
    Condicion.AUMENTA_CAPACIDAD.value: lambda v, t: v.aumenta,
    # The account knows the other requests (``cuenta.Cuenta.puede_aceptarse``); the script asks it first.
    Condicion.SIN_OTRA_ACEPTACION.value: lambda v, t: True,
    Condicion.EN_PLAZO.value: lambda v, t: not v.vencio(v.vence, t),
    Condicion.PLAZO_VENCIDO.value: lambda v, t: v.vencio(v.vence, t),
    Condicion.SIN_PRORROGA.value: lambda v, t: not v.prorrogada,
    Condicion.EN_PLAZO_DE_RESPUESTA.value: lambda v, t: not v.vencio(v.plazo_respuesta, t),
}
