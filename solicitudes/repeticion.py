"""The life of a request told again by its events alone: state, clock, obligations, answers, papers.

Pure: the events, the rules and the calendar go in, a ``Vida`` comes out. ``recalculo`` compares it with the rows. It
shares the tables (``estados``, ``pasos``) and the arithmetic of days with the actions, and none of their code.
"""

from collections.abc import Callable, Sequence
from datetime import date, datetime
from typing import Any

from catalogo.plazos import Calendario, dia_en_chile, habiles_entre
from solicitudes.estados import CERRADOS, SIN_FILA, TRANSICIONES, Estado, Tipo, TipoEvento, cuenta_del_dia
from solicitudes.obligaciones import caso_de
from solicitudes.pasos import DE_CADA_TIPO, PASOS, Clase, clase_que_rige
from solicitudes.turnos import ultimo_dia_de_antes
from solicitudes.vidas import Calculo, Debida, Hecho, Reparo, Vida

_V = TipoEvento
_DE_OBSERVAR = (Clase.OBSERVACION, Clase.OBJECION)

# The tables by plain text, as the events hold it: a conversion for each of three million events would take minutes.
_PASOS = {tipo.value: paso for tipo, paso in PASOS.items()}
_RIGE = {estado.value: clase_que_rige(estado) for estado in Estado}
_DEBIDAS = {(tipo.value, clase) for clase, tipos in DE_CADA_TIPO.items() for tipo in tipos}
_CUENTAS = {
    (estado.value, aumenta): cuenta_del_dia(estado, aumenta_capacidad=aumenta)
    for estado in Estado
    for aumenta in (False, True)
}
# Every (form, event, from, to) that some row of the table allows.
_CAMBIOS = {
    (tipo.value, fila.evento.value, desde, fila.hacia.value if fila.hacia else desde)
    for fila in TRANSICIONES
    for tipo in fila.tipos
    for desde in ([estado.value for estado in fila.desde] or [""])
}


def repetir(hechos: Sequence[Hecho], calculo: Calculo) -> Vida:
    """Raises ``LookupError``, ``TypeError`` or ``ValueError`` for events that do not say what they must."""
    vida = _nacer(hechos[0], calculo)
    for hecho in hechos[1:]:
        _paso(vida, hecho, calculo)
    return vida


def con_las_reglas_de_hoy(vida: Vida, calculo: Calculo) -> Vida:
    """The same life under the rules in force today on the day of each reception (reglas.md 3). Raises ``SinRegla``."""
    for debida in vida.obligaciones:
        regla = calculo.vigente(debida.caso, debida.recibida_el)
        if regla.pk != debida.regla_id:
            debida.regla_id, debida.responsable = regla.pk, regla.responsable
            debida.vence_el = calculo.vence(debida.recibida_el, regla.pk)
    _mostrar(vida)
    return vida


def _nacer(hecho: Hecho, calculo: Calculo) -> Vida:
    if hecho.tipo != _V.SOLICITUD_ENVIADA:
        raise ValueError(f"el primer evento es {hecho.tipo}")
    datos, recibida = hecho.datos, calculo.recepcion(hecho.ocurrido)
    vida = Vida(
        folio=datos["folio"],
        tipo=datos["tipo"],
        estado=datos["hacia"],
        distribuidora=datos["distribuidora"],
        solicitante_id=hecho.actor,
        expediente_id=datos["expediente"],
        caso=datos["caso"],
        aumenta_capacidad=datos["aumenta"],
        fuera_de_vigencia=datos["fuera_de_vigencia"],
        enviada_en=hecho.ocurrido,
        recibida_el=recibida,
        recepcion_el=recibida,
        contado_hasta=recibida,
    )
    _admitir(vida, hecho, "")
    for codigo, digesto in datos["adjuntos"]:
        vida.adjuntos[codigo, 1] = digesto
    _obligar(vida, hecho, calculo)
    return vida


def _paso(vida: Vida, hecho: Hecho, calculo: Calculo) -> None:
    datos, desde = hecho.datos, vida.estado
    _admitir(vida, hecho, desde)
    mueve_el_reloj = hecho.tipo in _PASOS or desde != datos["hacia"]
    if mueve_el_reloj:
        _contar(vida, hecho.ocurrido, calculo.dias)
    vida.estado = datos["hacia"]
    if (vida.estado in CERRADOS) != (desde in CERRADOS):
        vida.cerrada_en = None if desde in CERRADOS else hecho.ocurrido
    if efecto := _EFECTOS.get(hecho.tipo):
        efecto(vida, hecho, calculo)
    if datos.get("texto"):
        vida.escritos[hecho.id] = datos["texto"]
    if mueve_el_reloj:
        _obligar(vida, hecho, calculo)


def _admitir(vida: Vida, hecho: Hecho, desde: str) -> None:
    datos = hecho.datos
    if datos["desde"] != desde:
        vida.reparos.append(Reparo(f"evento {hecho.numero}: desde", datos["desde"], desde))
    if hecho.tipo in SIN_FILA and datos["hacia"] == datos["desde"]:
        return
    if (vida.tipo, hecho.tipo, datos["desde"], datos["hacia"]) not in _CAMBIOS:
        vida.reparos.append(Reparo(f"evento {hecho.numero}: {hecho.tipo}", datos["hacia"], "no está en la tabla"))


def _contar(vida: Vida, instante: datetime, dias: Calendario) -> None:
    hasta = max(vida.contado_hasta, ultimo_dia_de_antes(instante))
    vida.dias[_CUENTAS[vida.estado, vida.aumenta_capacidad]] += habiles_entre(vida.contado_hasta, hasta, dias)
    vida.contado_hasta = hasta


# --- What each event does to the fields -------------------------------------------------------------------


def _respondida(vida: Vida, hecho: Hecho, calculo: Calculo) -> None:
    datos = hecho.datos
    vida.respondida_en, vida.fuera_de_orden = hecho.ocurrido, bool(datos["adelantadas"])
    vida.respuestas[datos["respuesta"]] = (None, datos["archivo"])
    vida.dias_respuesta = habiles_entre(vida.recepcion_el, dia_en_chile(hecho.ocurrido), calculo.dias)
    vida.numero_solicitud_compacto = None  # an answer may carry the number, which its event does not keep
    if datos["disponible"]:
        _abrir(vida, hecho, calculo)


def _abrir(vida: Vida, hecho: Hecho, calculo: Calculo) -> None:
    vida.disponible_en = hecho.ocurrido
    for clave, (abierta, digesto) in vida.respuestas.items():
        vida.respuestas[clave] = (abierta or hecho.ocurrido, digesto)


def _complementada(vida: Vida, hecho: Hecho, calculo: Calculo) -> None:
    vida.respuestas[hecho.datos["respuesta"]] = (hecho.ocurrido, hecho.datos["archivo"])


def _revertida(vida: Vida, hecho: Hecho, calculo: Calculo) -> None:
    vida.pago_sin_revisar, vida.disponible_en = False, None
    vida.respuestas = {clave: (None, digesto) for clave, (_, digesto) in vida.respuestas.items()}


def _corregida(vida: Vida, hecho: Hecho, calculo: Calculo) -> None:
    vida.recepcion_el = calculo.recepcion(hecho.ocurrido)
    for codigo, digesto in hecho.datos["adjuntos"]:
        ultima = max(version for otro, version in vida.adjuntos if otro == codigo)
        vida.adjuntos[codigo, ultima + 1] = digesto


def _observada(vida: Vida, hecho: Hecho, calculo: Calculo) -> None:
    plazo = next((vida.en_curso[clase] for clase in _DE_OBSERVAR if clase in vida.en_curso), None)
    vida.observaciones[hecho.datos["observacion"]] = (dia_en_chile(hecho.ocurrido), plazo)


def _abierta(vida: Vida, hecho: Hecho, calculo: Calculo) -> None:
    vida.abierta_en = vida.abierta_en or hecho.ocurrido


def _comunicada(vida: Vida, hecho: Hecho, calculo: Calculo) -> None:
    vida.comunicaciones[hecho.datos["comunicacion"]] = (hecho.datos["huella"], hecho.datos["archivo"])


def _prorrogada(vida: Vida, hecho: Hecho, calculo: Calculo) -> None:
    vida.prorrogada_hasta = calculo.vence(date.fromisoformat(hecho.datos["vencia_el"]), hecho.datos["regla"])


def _unida(vida: Vida, hecho: Hecho, calculo: Calculo) -> None:
    if hecho.datos.get("otra") is None:  # else it tells of another request, which came to this expediente or left it
        vida.expediente_id = hecho.datos["a"]


def _aceptada_por_plazo(vida: Vida, hecho: Hecho, calculo: Calculo) -> None:
    vida.pago_sin_revisar = vida.aceptada_por_plazo = True


def _reclasificada(vida: Vida, hecho: Hecho, calculo: Calculo) -> None:
    vida.caso, vida.reclasificada = hecho.datos["caso"], True


def _recalculada(vida: Vida, hecho: Hecho, calculo: Calculo) -> None:
    """The days follow the holidays of today by themselves; the event says which rules are others since."""
    for clase, orden, regla, *_ in hecho.datos["plazos"]:
        debida = [una for una in vida.obligaciones if una.clase == clase][orden]
        debida.regla_id, debida.responsable = regla, calculo.reglas[regla].responsable
        debida.vence_el = calculo.vence(debida.recibida_el, regla)
    _mostrar(vida)


def _poner(campo: str, dato: str | bool) -> Callable[[Vida, Hecho, Calculo], None]:
    """Sets a field to a value, or to what the event holds under that key."""

    def efecto(vida: Vida, hecho: Hecho, calculo: Calculo) -> None:
        setattr(vida, campo, dato if isinstance(dato, bool) else hecho.datos[dato])

    return efecto


_EFECTOS: dict[str, Callable[[Vida, Hecho, Calculo], None]] = {
    _V.SOLICITUD_ABIERTA: _abierta,
    _V.SOLICITUD_RESPONDIDA: _respondida,
    _V.RESPUESTA_DISPONIBLE: _abrir,
    _V.RESPUESTA_COMPLEMENTADA: _complementada,
    _V.ACEPTACION_REVERTIDA: _revertida,
    _V.CORRECCION_ENTREGADA: _corregida,
    _V.SOLICITUD_OBSERVADA: _observada,
    _V.MANIFESTACION_OBJETADA: _observada,
    _V.PAGO_ACEPTADO_POR_PLAZO: _aceptada_por_plazo,
    _V.PAGO_CONFIRMADO: _poner("pago_sin_revisar", False),
    _V.CASO_RECLASIFICADO: _reclasificada,
    _V.NUMERO_EDITADO: _poner("numero_solicitud_compacto", "despues"),
    _V.SOLICITUD_ASIGNADA: _poner("asignada_a_id", "a"),
    _V.EXPEDIENTE_UNIDO: _unida,
    _V.COMUNICACION_ENVIADA: _comunicada,
    _V.COMUNICACION_RESPONDIDA: _comunicada,
    _V.PRORROGA_REGISTRADA: _prorrogada,
    _V.PLAZOS_RECALCULADOS: _recalculada,
}


# --- The obligations --------------------------------------------------------------------------------------


def _obligar(vida: Vida, hecho: Hecho, calculo: Calculo) -> None:
    if paso := _PASOS.get(hecho.tipo):
        for clase in [clase for clase in vida.en_curso if clase in paso.termina]:
            debida = vida.en_curso.pop(clase)
            debida.termina_en, debida.fin = hecho.ocurrido, str(paso.termina[Clase(clase)])
        dichas = {fila[0]: fila for fila in hecho.datos.get("obligaciones") or ()}
        for clase in paso.comienza:
            _comenzar(vida, hecho, clase, dichas.pop(clase.value, None), calculo)
        for sobra in dichas.values():
            vida.reparos.append(Reparo(f"evento {hecho.numero}: obligación {sobra[0]}", sobra[-1], None))
    _mostrar(vida)


def _mostrar(vida: Vida) -> None:
    """The obligation that rules in the state, and the last day of the answer, which stays after it."""
    rige = next((vida.en_curso[c] for c in _RIGE[vida.estado] if c in vida.en_curso), None)
    vida.obligacion, vida.vence_el = (rige.caso, rige.vence_el) if rige else ("", None)
    respuesta = next((una for una in reversed(vida.obligaciones) if una.clase == Clase.RESPUESTA), None)
    if respuesta:
        vida.plazo_respuesta_el = respuesta.vence_el


def _comenzar(vida: Vida, hecho: Hecho, clase: Clase, dicha: list[Any] | None, calculo: Calculo) -> None:
    if (vida.tipo, clase) not in _DEBIDAS or clase in vida.en_curso:
        if dicha:
            vida.reparos.append(Reparo(f"evento {hecho.numero}: obligación {clase}", dicha[-1], None))
        return
    if dicha is None:
        if clase != Clase.CONEXION:  # the only one that may be left out: no day was agreed on
            vida.reparos.append(Reparo(f"evento {hecho.numero}: obligación {clase}", None, "debía comenzar"))
        return
    _, caso, regla, recibida, _ = dicha
    recepcion = _recepcion(vida, hecho, clase, recibida, calculo)
    esperado = caso_de(Tipo(vida.tipo), vida.caso, clase, conjunta=bool(hecho.datos.get("conjunta")))
    nueva = Debida(
        clase=clase.value,
        caso=esperado,
        regla_id=regla,
        responsable=calculo.reglas[regla].responsable,
        comienza_en=hecho.ocurrido,
        recibida_el=recepcion,
        vence_el=calculo.vence(recepcion, regla),
    )
    # A rule of another case is the event's own mistake; a last day that the calendar has moved since is the row's.
    if calculo.reglas[regla].caso != esperado or caso != esperado:
        vida.reparos.append(Reparo(f"evento {hecho.numero}: caso de {clase}", caso, esperado))
    vida.obligaciones.append(nueva)
    vida.en_curso[clase] = nueva


def _recepcion(vida: Vida, hecho: Hecho, clase: Clase, dicha: str, calculo: Calculo) -> date:
    if clase == Clase.CONEXION:
        return calculo.dias.habil_desde(date.fromisoformat(dicha))  # the day agreed on: only the event has it
    if clase in (Clase.RESPUESTA, Clase.OBSERVACION, Clase.OBJECION):
        return vida.recepcion_el
    return calculo.recepcion(hecho.ocurrido)
