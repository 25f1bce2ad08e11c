"""After the answer: complements, the connection, extensions, numbers corrected."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from portal.volumen import hechos
from portal.volumen.dias import DIA
from portal.volumen.pesos import MOTIVOS
from portal.volumen.respuestas import numero_de
from portal.volumen.tramite import SOLICITANTE, A, P

if TYPE_CHECKING:
    from portal.volumen.guion import Guion

Agenda = list[tuple[int, Callable[[int], None]]]
_RESULTADOS = ("conectada",) * 17 + ("no-conectada", "con-divergencias", "con-divergencias")


def despues(g: "Guion") -> None:
    """What follows an end that was an answer, in the order of its hours."""
    if g.v.actual not in ("respondido", "respondido-automatico"):
        return
    agenda: Agenda = []
    if g.v.respondida and g.azar.pasa(0.035):
        _complemento(g, agenda)
    if g.v.tipo == "notificacion" and "acordada" in g.v.respuestas[0][5]:
        _conexion(g, agenda)
    if g.v.tipo in ("conexion", "manifestacion") and g.azar.pasa(0.04):
        _prorroga(g, agenda)
    if g.azar.pasa(0.04):
        instante = g.azar.habil_tras(g.v.ultimo, g.azar.entre(0, 12))
        numero = numero_de(g.azar, g.v.dias.iso[g.v.dias.dia(instante)])
        agenda.append((instante, lambda t: hechos.editar_numero(g.v, t, g.encargada, numero)))
    for instante, hecho in sorted(agenda, key=lambda fila: fila[0]):
        if instante > g.v.ultimo:
            g.antes_de(instante)
            hecho(instante)


def _complemento(g: "Guion", agenda: Agenda) -> None:
    v, azar = g.v, g.azar
    instante = azar.persona_tras(v.ultimo, azar.cola_larga(4))
    if azar.pasa(0.8):
        motivo = azar.uno_de(MOTIVOS["complemento"])
        agenda.append((instante, lambda t: v.paso(A.PEDIR_COMPLEMENTO, P.SOLICITANTE, t, SOLICITANTE, texto=motivo)))
    if azar.pasa(0.9):
        tiro = azar.tiro()
        agenda.append(
            (azar.habil_tras(instante, azar.entre(1, 7)), lambda t: hechos.complementar(v, t, g.encargada, tiro))
        )


def _conexion(g: "Guion", agenda: Agenda) -> None:
    """Most are made on the day agreed on and written down soon; one in ten never is."""
    v, azar, dias = g.v, g.azar, g.v.dias
    if azar.pasa(0.1):
        return
    dia = max(v.respuestas[0][5]["acordada"], dias.dia(v.ultimo)) + (azar.entre(1, 20) if azar.pasa(0.2) else 0)
    resultado, texto = azar.uno_de(_RESULTADOS), azar.uno_de(MOTIVOS["conexion"])
    instante = azar.habil_tras(dias.medianoche[dias.desde[dia] + 1], azar.entre(0, 4))
    agenda.append((instante, lambda t: hechos.registrar_conexion(v, t, g.encargada, resultado, dia, texto)))
    if resultado != "conectada" and azar.pasa(0.7):
        otro = azar.habil_tras(instante, azar.entre(3, 20))
        otro_dia = dias.dia(otro)
        agenda.append((otro, lambda t: hechos.registrar_conexion(v, t, g.encargada, "conectada", otro_dia, "")))


def _prorroga(g: "Guion", agenda: Agenda) -> None:
    v, azar = g.v, g.azar
    if v.tipo == "conexion" and not v.disponible:
        return
    caso = (
        "vigencia-prorroga"
        if azar.pasa(0.8)
        else azar.uno_de(("vigencia-prorroga-especial", "vigencia-prorroga-conjunto"))
    )
    instante = azar.habil_tras(v.ultimo + azar.entre(60, 170) * DIA, 0)
    motivo = azar.uno_de(MOTIVOS["prorroga"])
    agenda.append((instante, lambda t: hechos.registrar_prorroga(v, t, g.encargada, caso, motivo)))
