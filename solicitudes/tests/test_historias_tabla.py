"""AZ-7 on the table alone: random lives of a request, told by the table and by what each step is bound to do.

The steps' effects are a model of reglas.md 2 and 3, written here; nothing of the actions runs.
"""

import random
from collections import Counter
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nucleo.comun.reloj import en
from solicitudes import permissions
from solicitudes.estados import ABIERTOS, CERRADOS, TRANSICIONES, Accion, Condicion, Estado, Parte, Tipo, saltos
from solicitudes.estados import Transicion as Fila
from tests.largo import cuantos

HISTORIAS, PASOS = 20_000, 14
INICIO = datetime(2026, 3, 2, 15, tzinfo=UTC)
PARTES = (Parte.SOLICITANTE, Parte.DISTRIBUIDORA, Parte.SEC, Parte.SISTEMA)
SALTOS = saltos()
# Closed for good but for these steps of the rules: whoever leaves a closed state, leaves it so.
SALIDAS_DE_CERRADA = {Accion.ANULAR, Accion.REVERTIR_ACEPTACION}
_POR_ACCION_Y_PARTE: dict[tuple[Accion, Parte], list[Fila]] = {}
for _fila in TRANSICIONES:
    _POR_ACCION_Y_PARTE.setdefault((_fila.accion, _fila.parte), []).append(_fila)


@dataclass
class Vida:
    """What a request remembers between steps; ``permissions`` reads the same names on the model."""

    tipo: Tipo
    estado: Estado
    aumenta_capacidad: bool
    otra_aceptacion: bool
    reloj: datetime = INICIO
    respondida_en: datetime | None = None
    disponible_en: datetime | None = None
    abierta_en: datetime | None = None
    pago_sin_revisar: bool = False
    vence_el: date | None = None
    plazo_respuesta_el: date | None = None
    prorrogada_hasta: date | None = None
    eventos: list[str] = field(default_factory=lambda: ["SOLICITUD_ENVIADA"])


def nacer(azar: random.Random) -> Vida:
    tipo = azar.choice(list(Tipo))
    fila = next(f for f in _POR_ACCION_Y_PARTE[Accion.ENVIAR, Parte.SOLICITANTE] if tipo in f.tipos)
    assert fila.hacia is not None
    plazo = INICIO.date() + timedelta(days=10)
    return Vida(tipo, fila.hacia, azar.random() < 0.5, azar.random() < 0.2, vence_el=plazo, plazo_respuesta_el=plazo)


def _buscar(accion: Accion, parte: Parte, vida: Any) -> Fila | None:
    """``permissions.transicion`` on the few rows of this action and party, for speed; a test holds them equal."""
    for fila in _POR_ACCION_Y_PARTE.get((accion, parte), ()):
        aqui = vida.estado in fila.desde and vida.tipo in fila.tipos
        if aqui and all(permissions.CUMPLE[condicion](vida) for condicion in fila.cuando):
            return fila
    return None


def dar_un_paso(vida: Vida, azar: random.Random) -> Fila | None:
    """One try of somebody; what the table refuses changes nothing."""
    vida.reloj += timedelta(hours=azar.choice((1, 30, 200)))
    posibles = list(_POR_ACCION_Y_PARTE)
    accion, parte = azar.choice(posibles) if azar.random() < 0.7 else (azar.choice(list(Accion)), azar.choice(PARTES))
    with en(vida.reloj):
        fila = _buscar(accion, parte, vida)
        if fila is None or fila.nace:
            return None
        _efectos(vida, fila, azar)
    return fila


def _efectos(vida: Vida, fila: Fila, azar: random.Random) -> None:
    vida.estado = fila.hacia or vida.estado
    vida.eventos.append(fila.evento.value)
    if fila.accion in (Accion.RESPONDER, Accion.RESPONDER_CON_PAGO):
        assert vida.respondida_en is None, "a second first answer"
        vida.respondida_en = vida.reloj
    if fila.accion == Accion.ACEPTAR_PAGO_POR_PLAZO:
        vida.pago_sin_revisar = True
    if fila.accion in (Accion.CONFIRMAR_PAGO, Accion.REVERTIR_ACEPTACION):
        vida.pago_sin_revisar = False
    if fila.accion == Accion.REVERTIR_ACEPTACION:
        vida.disponible_en = None
    if vida.estado in (Estado.RESPONDIDO, Estado.RESPONDIDO_AUTOMATICO) and vida.respondida_en:
        vida.disponible_en = vida.disponible_en or vida.reloj
    if fila.accion == Accion.REGISTRAR_PRORROGA:
        vida.prorrogada_hasta = vida.reloj.date()
    if fila.accion == Accion.ABRIR:
        vida.abierta_en = vida.reloj
    if fila.hacia:
        vida.vence_el = vida.reloj.date() + timedelta(days=azar.choice((2, 5, 10))) if vida.estado in ABIERTOS else None
    if fila.accion == Accion.CORREGIR:
        vida.plazo_respuesta_el = vida.vence_el


def vivir(azar: random.Random, cuenta: Counter[str] | None = None) -> None:
    vida = nacer(azar)
    for _ in range(PASOS):
        antes = SimpleNamespace(**vars(vida), hechos=len(vida.eventos))
        fila = dar_un_paso(vida, azar)
        _invariantes(antes, vida, fila)
        if cuenta is not None and fila is not None:
            cuenta[f"{fila.accion}:{antes.estado}"] += 1


def _invariantes(antes: Any, vida: Vida, fila: Fila | None) -> None:
    cambio = vida.estado != antes.estado
    assert len(vida.eventos) - antes.hechos == (fila is not None), "one event per step, none without"
    if cambio:
        assert (vida.tipo.value, antes.estado.value, vida.estado.value) in SALTOS
    if antes.estado in CERRADOS and cambio:
        assert fila is not None and fila.accion in SALIDAS_DE_CERRADA
    if antes.estado == Estado.ANULADO:
        assert not cambio, "nobody leaves Anulado"
    if antes.respondida_en is not None:
        assert vida.respondida_en == antes.respondida_en, "the date of the first answer is set once"
    if antes.abierta_en is not None:
        assert vida.abierta_en == antes.abierta_en
    if vida.estado == Estado.RESPONDIDO:
        assert vida.respondida_en and vida.disponible_en
    if vida.estado in (Estado.PENDIENTE_PAGO, Estado.PAGO_RECHAZADO, Estado.PENDIENTE_VALIDACION):
        assert vida.disponible_en is None, "an answer is locked while its payment is not settled"
    if vida.tipo == Tipo.MANIFESTACION:
        assert vida.respondida_en is None and not vida.pago_sin_revisar
    if vida.tipo == Tipo.INFORMACION:
        assert vida.estado not in (Estado.OBSERVADA, Estado.VENCIDA, Estado.ENVIADO)
    if vida.pago_sin_revisar:
        assert vida.estado in (Estado.RESPONDIDO_AUTOMATICO, Estado.PAGO_VALIDADO, Estado.RESPONDIDO, Estado.ANULADO,
                               Estado.DESISTIDA)  # fmt: skip
    assert vida.disponible_en is None or (vida.respondida_en and vida.disponible_en >= vida.respondida_en)


@pytest.fixture(autouse=True)
def sin_base(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(permissions.CUMPLE, Condicion.SIN_OTRA_ACEPTACION, lambda vida: not vida.otra_aceptacion)


def test_veinte_mil_vidas_al_azar() -> None:
    """A fixed seed, so that a failure can be told by its number; the walk must visit nearly the whole table.

    A plain run stops where it has: after 5,000 at least.
    """
    pasos: Counter[str] = Counter()
    pocas, todas = cuantos(5_000, HISTORIAS), set(Accion) - {Accion.ENVIAR}
    for numero in range(HISTORIAS):
        if numero >= pocas and {clave.split(":")[0] for clave in pasos} == todas:
            break
        try:
            vivir(random.Random(numero), pasos)
        except AssertionError as error:
            raise AssertionError(f"life {numero}: {error}") from error
    print(f"{numero + 1} vidas, {sum(pasos.values())} pasos, {len(pasos)} pares (acción, estado)")
    assert {clave.split(":")[0] for clave in pasos} == todas


@given(st.randoms(use_true_random=False))
@settings(max_examples=300, deadline=None)
def test_vidas_que_busca_hypothesis(azar: random.Random) -> None:
    vivir(azar)


@pytest.mark.completo
@given(st.randoms(use_true_random=False))
@settings(max_examples=HISTORIAS, deadline=None)
def test_veinte_mil_vidas_que_busca_hypothesis(azar: random.Random) -> None:
    vivir(azar)


def test_la_busqueda_rapida_es_la_de_la_guardia() -> None:
    azar = random.Random(7)
    for _ in range(500):
        vida = nacer(azar)
        vida.estado = azar.choice(list(Estado))
        vida.respondida_en = azar.choice((None, INICIO))
        vida.pago_sin_revisar = azar.random() < 0.5
        with en(INICIO + timedelta(days=azar.choice((0, 20)))):
            for accion in Accion:
                for parte in PARTES:
                    assert _buscar(accion, parte, vida) is permissions.transicion(accion, parte, vida)


def test_una_regla_de_mas_se_notaria(monkeypatch: pytest.MonkeyPatch) -> None:
    """Planted: a row that reopens what was annulled must make a life fail."""
    mala = Fila(
        Accion.RESPONDER, Parte.DISTRIBUIDORA, frozenset({Estado.ANULADO}), Estado.RESPONDIDO,
        next(f.evento for f in TRANSICIONES if f.accion == Accion.RESPONDER),
    )  # fmt: skip
    monkeypatch.setitem(
        _POR_ACCION_Y_PARTE, (Accion.RESPONDER, Parte.DISTRIBUIDORA),
        [*_POR_ACCION_Y_PARTE[Accion.RESPONDER, Parte.DISTRIBUIDORA], mala],
    )  # fmt: skip
    with pytest.raises(AssertionError):
        for numero in range(3_000):
            vivir(random.Random(numero))
