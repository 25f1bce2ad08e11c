"""Which obligations run, from when and until when (reglas.md 3, table of steps), and how each was counted.

``aplicar_paso`` is called by ``_aplicar`` and ``_nacer`` for every event; nothing else opens or closes an obligation.
"""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from catalogo import reglas
from catalogo.models import MuyBajaDensidad, ReglaPlazo
from catalogo.plazos import (
    Calendario,
    Plazo,
    calcular,
    calendario,
    dia_en_chile,
    fecha_larga,
    habiles_entre,
    vencimiento,
)
from solicitudes.estados import Estado, Tipo, TipoEvento
from solicitudes.models import Obligacion, Solicitud
from solicitudes.pasos import DE_CADA_TIPO, PASOS, Clase, clase_que_rige

SI_RESPUESTA, SC_CON_SI, SC_SIN_SI = "si-respuesta", "sc-con-si", "sc-sin-si"
NC_RESPUESTA = "nc-respuesta"
BAJA_DENSIDAD = "sc-excede-baja-densidad"
_PREFIJO = {Tipo.CONEXION: "sc", Tipo.MANIFESTACION: "mc", Tipo.NOTIFICACION: "nc"}
# The cases among which staff may reclassify an SC (DS 57 arts. 14, 15, 16 and 44).
CASOS_SC = (
    SC_CON_SI,
    SC_SIN_SI,
    "sc-simple",
    "sc-excede",
    BAJA_DENSIDAD,
    "sc-suministro-nuevo",
    "sc-conjunto",
    "sc-conjunto-red",
)
CAMPOS = ("recepcion_el", "caso", "obligacion", "vence_el", "plazo_respuesta_el", "dias_respuesta")


@dataclass(frozen=True)
class Comienzo:
    """What a step may say of the obligations that it starts.

    ``conjunta``: joint property, whose correction has a longer term (art. 28). ``acordada_el``: the day agreed on for
    the connection, from which its term counts (art. 29); without it no such term starts.
    """

    conjunta: bool = False
    acordada_el: date | None = None


def recibida_el(enviada_en: datetime, dias: Calendario) -> date:
    """The day of reception: the date in Chile of ``enviada_en``, or the next hábil."""
    return dias.habil_desde(dia_en_chile(enviada_en))


def caso_de_envio(solicitud: Solicitud, *, con_si: bool) -> str:
    """The case of the answer's term that filing starts; empty for an MC, which is owed no answer.

    ``con_si``: the expediente holds an answered Solicitud de Información.
    """
    if solicitud.tipo == Tipo.MANIFESTACION:
        return ""
    if solicitud.tipo == Tipo.CONEXION:
        return SC_CON_SI if con_si else SC_SIN_SI
    return SI_RESPUESTA if solicitud.tipo == Tipo.INFORMACION else NC_RESPUESTA


def casos_posibles(solicitud: Solicitud) -> tuple[str, ...]:
    """The other cases to which an SC may be reclassified; low density, only where SEC lists distributor and comuna."""
    aqui = MuyBajaDensidad.objects.filter(distribuidora=solicitud.distribuidora_id, comuna=solicitud.comuna_id)
    sin_efecto = {solicitud.caso} if aqui.exists() else {solicitud.caso, BAJA_DENSIDAD}
    return tuple(caso for caso in CASOS_SC if caso not in sin_efecto)


def aplicar_paso(
    solicitud: Solicitud,
    tipo: TipoEvento,
    instante: datetime,
    dias: Calendario,
    comienzo: Comienzo | None = None,
) -> list[list[Any]]:
    """Ends and starts the obligations of the event ``tipo`` and sets the clock's fields of ``solicitud``, unsaved.

    ``solicitud`` already has its new state. Returns what the event keeps of those started: class, case, rule,
    reception and last day.
    """
    paso = PASOS.get(tipo)
    en_curso = {o.clase: o for o in solicitud.obligaciones.filter(termina_en=None)}
    comenzadas: list[Obligacion] = []
    if paso is not None:
        _antes_de_empezar(solicitud, tipo, instante, dias)
        for clase, fin in paso.termina.items():
            if obligacion := en_curso.pop(clase, None):
                obligacion.termina_en, obligacion.fin = instante, fin
                obligacion.save(update_fields=["termina_en", "fin"])
        for clase in paso.comienza:
            if nueva := _comenzar(solicitud, clase, en_curso, instante, dias, comienzo or Comienzo()):
                en_curso[clase] = nueva
                comenzadas.append(nueva)
    _mostrar(solicitud, en_curso)
    return [anotacion(obligacion) for obligacion in comenzadas]


def anotacion(obligacion: Obligacion) -> list[Any]:
    """An obligation as its event keeps it."""
    fechas = [obligacion.recibida_el.isoformat(), obligacion.vence_el.isoformat()]
    return [str(obligacion.clase), obligacion.caso, obligacion.regla_id, *fechas]


def _antes_de_empezar(solicitud: Solicitud, tipo: TipoEvento, instante: datetime, dias: Calendario) -> None:
    if tipo == TipoEvento.CORRECCION_ENTREGADA:
        solicitud.recepcion_el = recibida_el(instante, dias)
    if tipo == TipoEvento.SOLICITUD_RESPONDIDA:
        solicitud.dias_respuesta = habiles_entre(solicitud.recepcion_el, dia_en_chile(instante), dias)


def _comenzar(
    solicitud: Solicitud,
    clase: Clase,
    en_curso: dict[str, Obligacion],
    instante: datetime,
    dias: Calendario,
    comienzo: Comienzo,
) -> Obligacion | None:
    if Tipo(solicitud.tipo) not in DE_CADA_TIPO[clase] or clase in en_curso:
        return None
    caso = caso_de(Tipo(solicitud.tipo), solicitud.caso, clase, conjunta=comienzo.conjunta)
    recepcion = _recepcion(solicitud, clase, instante, dias, comienzo)
    if recepcion is None:
        return None
    regla = reglas.vigente(caso, recepcion)
    return Obligacion.objects.create(
        solicitud=solicitud,
        clase=clase,
        caso=caso,
        regla=regla,
        responsable=regla.responsable,
        comienza_en=instante,
        recibida_el=recepcion,
        vence_el=vencimiento(recepcion, regla.cantidad, regla.unidad, dias),
    )


def caso_de(tipo: Tipo, de_respuesta: str, clase: Clase, *, conjunta: bool = False) -> str:
    """The case of the deadline rules that an obligation follows; ``de_respuesta``: that of the request's answer."""
    if clase == Clase.RESPUESTA:
        return de_respuesta
    if clase == Clase.CORRECCION and conjunta and tipo == Tipo.NOTIFICACION:
        return "nc-correccion-conjunta"
    if clase in (Clase.OBSERVACION, Clase.CORRECCION):
        return f"{_PREFIJO[tipo]}-{clase}"
    return {
        Clase.OBJECION: "mc-objecion",
        Clase.VALIDACION: "pago-validacion",
        Clase.COMPLEMENTO: "respuesta-complemento",
        Clase.CONEXION: "nc-conexion",
    }[clase]


def _recepcion(
    solicitud: Solicitud, clase: Clase, instante: datetime, dias: Calendario, comienzo: Comienzo
) -> date | None:
    if clase == Clase.CONEXION:
        return dias.habil_desde(comienzo.acordada_el) if comienzo.acordada_el else None
    if clase in (Clase.RESPUESTA, Clase.OBSERVACION, Clase.OBJECION):
        # A new case is counted from the same reception (reglas.md 3); a correction has just moved it.
        return solicitud.recepcion_el
    return recibida_el(instante, dias)


def _mostrar(solicitud: Solicitud, en_curso: dict[str, Obligacion]) -> None:
    """Copies to the request the obligation that rules in its state."""
    rige = next((en_curso[c] for c in clase_que_rige(Estado(solicitud.estado)) if c in en_curso), None)
    solicitud.obligacion = rige.caso if rige else ""
    solicitud.vence_el = rige.vence_el if rige else None
    if respuesta := en_curso.get(Clase.RESPUESTA):
        solicitud.plazo_respuesta_el = respuesta.vence_el


@dataclass(frozen=True)
class Explicacion:
    """One obligation with its rule and its count, line by line (L-03)."""

    obligacion: Obligacion
    regla: ReglaPlazo
    cuenta: Plazo

    @property
    def aviso(self) -> str:
        """Said when the holidays have changed since: the last day that was set stays (``recalcular`` lists it)."""
        if self.cuenta.vence_el == self.obligacion.vence_el:
            return ""
        fijado, hoy = fecha_larga(self.obligacion.vence_el), fecha_larga(self.cuenta.vence_el)
        return (
            f"Los feriados cambiaron desde que se fijó este plazo. Vale el último día que se fijó, el {fijado};"
            f" con los feriados de hoy sería el {hoy}."
        )


def explicar(solicitud: Solicitud) -> list[Explicacion]:
    """Every obligation of the request with its explanation, the running ones first, then the newest."""
    filas = solicitud.obligaciones.select_related("regla")
    return [_explicada(fila) for fila in sorted(filas, key=lambda o: (o.termina_en is not None, -o.pk))]


def _explicada(obligacion: Obligacion) -> Explicacion:
    regla = obligacion.regla
    # What was filed on a Saturday is told from the Saturday on; the day agreed on for a connection is no arrival.
    desde = obligacion.recibida_el if obligacion.clase == Clase.CONEXION else obligacion.comienza_en
    if obligacion.clase == Clase.RESPUESTA:
        desde = _llegada(obligacion)
    return Explicacion(obligacion, regla, calcular(desde, regla.cantidad, regla.unidad, calendario()))


def _llegada(obligacion: Obligacion) -> datetime | date:
    """A reclassified case starts later than the reception that it counts from."""
    if recibida_el(obligacion.comienza_en, calendario()) == obligacion.recibida_el:
        return obligacion.comienza_en
    return obligacion.recibida_el
