"""The table of transitions against reglas.md 2, written here a second time by hand and tried in every combination.

Nothing below is read from ``estados.py``: what the two tables disagree about is a mistake in one of them.
"""

from collections.abc import Iterator
from datetime import date, datetime, time
from itertools import product
from types import SimpleNamespace
from typing import Any

import pytest

from nucleo.comun.reloj import CHILE, en
from solicitudes import permissions
from solicitudes.estados import Accion, Condicion, Estado, Parte, Tipo
from solicitudes.models import Solicitud

FORMULARIOS = {"SI": "informacion", "SC": "conexion", "MC": "manifestacion", "NC": "notificacion"}
ESTADOS = {
    "Env": "enviado", "PdR": "pendiente-respuesta", "PdP": "pendiente-pago", "PdV": "pendiente-validacion",
    "Rech": "pago-rechazado", "Val": "pago-validado", "Obs": "observada", "Resp": "respondido",
    "Auto": "respondido-automatico", "Anul": "anulado", "Des": "desistida", "Ven": "vencida-solicitud",
}  # fmt: skip
ABIERTOS = "Env PdR PdP PdV Rech Val Obs"
TODOS = f"{ABIERTOS} Resp Auto Anul Des Ven"
NO_ANULADO = f"{ABIERTOS} Resp Auto Des Ven"
# An MC is 'Enviado' from filing and nobody owes it an answer (L-06), so no row of answers or payments is for it.
CON_RESPUESTA = "SI SC NC"
TODAS = "SI SC NC MC"

# 'Resp' with an unreviewed payment: answered after the acceptance by lapse; a person must still be able to settle it.
# action | party | forms | from | only when | to ('=' unchanged)
REGLAS = f"""
solicitar-pago          | distribuidora | {CON_RESPUESTA} | PdR           |                           | PdP
responder               | distribuidora | {CON_RESPUESTA} | PdR           |                           | Resp
responder-con-pago      | distribuidora | {CON_RESPUESTA} | PdR           |                           | PdP
responder               | distribuidora | {CON_RESPUESTA} | PdP Rech PdV  | sin respuesta             | =
retirar-cobro           | distribuidora | {CON_RESPUESTA} | PdP Rech      | con respuesta             | Resp
retirar-cobro           | distribuidora | {CON_RESPUESTA} | PdP Rech      | sin respuesta             | PdR
informar-pago           | solicitante   | {CON_RESPUESTA} | PdP Rech      |                           | PdV
validar-pago            | distribuidora | {CON_RESPUESTA} | PdV           | con respuesta             | Resp
validar-pago            | distribuidora | {CON_RESPUESTA} | PdV           | sin respuesta             | Val
rechazar-pago           | distribuidora | {CON_RESPUESTA} | PdV           |                           | Rech
aceptar-pago-por-plazo  | sistema       | {CON_RESPUESTA} | PdV           | vencido, con respuesta, única | Auto
aceptar-pago-por-plazo  | sistema       | {CON_RESPUESTA} | PdV           | vencido, sin respuesta, única | Val
confirmar-pago          | distribuidora | {CON_RESPUESTA} | Auto Val Resp | sin revisar               | =
revertir-aceptacion     | distribuidora | {CON_RESPUESTA} | Auto Val Resp | sin revisar               | Rech
revertir-aceptacion     | sec           | {CON_RESPUESTA} | Auto Val Resp | sin revisar               | Rech
responder               | distribuidora | {CON_RESPUESTA} | Val           |                           | Resp
observar                | distribuidora | SC NC           | PdR           |                           | Obs
corregir                | solicitante   | SC NC           | Obs           | en plazo                  | PdR
corregir                | solicitante   | MC              | Obs           | en plazo                  | Env
vencer                  | sistema       | SC NC MC        | Obs           | vencido                   | Ven
objetar                 | distribuidora | MC              | Env           | aumenta, en plazo         | Obs
cerrar-manifestacion    | sistema       | MC              | Env           | vencido                   | Auto
complementar            | distribuidora | {CON_RESPUESTA} | Resp Auto     | con respuesta             | =
pedir-complemento       | solicitante   | {CON_RESPUESTA} | Resp Auto     | con respuesta             | =
desistir                | solicitante   | {TODAS}         | {ABIERTOS}    |                           | Des
anular                  | sec           | {TODAS}         | {NO_ANULADO}  |                           | Anul
editar-numero           | distribuidora | {TODAS}         | {NO_ANULADO}  |                           | =
reclasificar            | distribuidora | SC              | PdR PdP PdV Rech Val | sin respuesta, plazo de respuesta | =
asignar                 | distribuidora | {TODAS}         | {NO_ANULADO}  |                           | =
anotar                  | distribuidora | {TODAS}         | {TODOS}       |                           | =
comunicar               | distribuidora | {TODAS}         | {NO_ANULADO}  |                           | =
responder-comunicacion  | solicitante   | {TODAS}         | {NO_ANULADO}  |                           | =
unir-expediente         | solicitante   | {TODAS}         | {TODOS}       |                           | =
unir-expediente         | sec           | {TODAS}         | {TODOS}       |                           | =
registrar-conexion      | distribuidora | NC              | Resp Auto     |                           | =
registrar-prorroga      | distribuidora | SC MC           | Resp Auto     | sin prórroga              | =
abrir                   | distribuidora | {TODAS}         | {TODOS}       | sin abrir                 | =
"""
CUANDO = {
    "con respuesta": lambda caso: caso.respuesta,
    "sin respuesta": lambda caso: not caso.respuesta,
    "sin revisar": lambda caso: caso.sin_revisar,
    "única": lambda caso: not caso.otra,
    "aumenta": lambda caso: caso.aumenta,
    "sin abrir": lambda caso: not caso.abierta,
    "en plazo": lambda caso: not caso.vencido,
    "vencido": lambda caso: caso.vencido,
    "sin prórroga": lambda caso: not caso.prorrogada,
    "plazo de respuesta": lambda caso: not caso.vencido_el_de_respuesta,
}
PARTES = ("solicitante", "distribuidora", "sec", "sistema")
BANDERAS = (
    "respuesta",
    "sin_revisar",
    "otra",
    "aumenta",
    "abierta",
    "vencido",
    "vencido_el_de_respuesta",
    "prorrogada",
)
HOY = date(2026, 11, 25)
INSTANTE = datetime.combine(HOY, time(10), CHILE)


def _esperado() -> dict[tuple[str, str, str, str], list[tuple[tuple[str, ...], str]]]:
    """(action, party, form, state) → [(conditions, target)]."""
    tabla: dict[tuple[str, str, str, str], list[tuple[tuple[str, ...], str]]] = {}
    for linea in REGLAS.strip().splitlines():
        accion, parte, formularios, desde, cuando, hacia = (celda.strip() for celda in linea.split("|"))
        condiciones = tuple(filter(None, (trozo.strip() for trozo in cuando.split(","))))
        assert set(condiciones) <= set(CUANDO), linea
        for formulario, estado in product(formularios.split(), desde.split()):
            clave = (accion, parte, FORMULARIOS[formulario], ESTADOS[estado])
            tabla.setdefault(clave, []).append((condiciones, ESTADOS[estado] if hacia == "=" else ESTADOS[hacia]))
    return tabla


def _casos() -> Iterator[SimpleNamespace]:
    for valores in product((False, True), repeat=len(BANDERAS)):
        yield SimpleNamespace(**dict(zip(BANDERAS, valores, strict=True)))


def _solicitud(tipo: str, estado: str, caso: SimpleNamespace) -> Solicitud:
    ayer, manana = date(2026, 11, 24), date(2026, 11, 26)
    return Solicitud(
        tipo=tipo,
        estado=estado,
        respondida_en=INSTANTE if caso.respuesta else None,
        pago_sin_revisar=caso.sin_revisar,
        aumenta_capacidad=caso.aumenta,
        abierta_en=INSTANTE if caso.abierta else None,
        vence_el=ayer if caso.vencido else manana,
        plazo_respuesta_el=ayer if caso.vencido_el_de_respuesta else manana,
        prorrogada_hasta=manana if caso.prorrogada else None,
    )


@pytest.fixture
def otra_aceptacion(monkeypatch: pytest.MonkeyPatch) -> SimpleNamespace:
    """The one condition that asks the database, answered by hand; its query has its own test."""
    respuesta = SimpleNamespace(otra=False)
    monkeypatch.setitem(permissions.CUMPLE, Condicion.SIN_OTRA_ACEPTACION, lambda _: not respuesta.otra)
    return respuesta


def test_la_tabla_de_este_archivo_nombra_todo_lo_que_existe() -> None:
    acciones = {linea.split("|")[0].strip() for linea in REGLAS.strip().splitlines()}
    assert acciones | {"enviar"} == set(Accion)
    assert set(FORMULARIOS.values()) == set(Tipo.values)
    assert list(ESTADOS.values()) == list(Estado.values)
    assert {*PARTES, "nadie"} == set(Parte)


@pytest.mark.req("P-06", "L-06")
@pytest.mark.parametrize("tipo", FORMULARIOS.values())
def test_cada_estado_accion_y_parte_hace_lo_que_dicen_las_reglas(tipo: str, otra_aceptacion: SimpleNamespace) -> None:
    tabla, vistas, distintas = _esperado(), 0, []
    with en(INSTANTE):
        for estado, caso in product(ESTADOS.values(), _casos()):
            solicitud = _solicitud(tipo, estado, caso)
            otra_aceptacion.otra = caso.otra
            for accion, parte in product(Accion, PARTES):
                fila = permissions.transicion(accion, Parte(parte), solicitud)
                real = None if fila is None else (fila.hacia or Estado(estado)).value
                destinos = [
                    hacia
                    for condiciones, hacia in tabla.get((accion.value, parte, tipo, estado), [])
                    if all(CUANDO[condicion](caso) for condicion in condiciones)
                ]
                assert len(destinos) <= 1, "two rows for one step"
                vistas += 1
                if real != (destinos[0] if destinos else None):
                    distintas.append((accion.value, parte, estado, vars(caso), real, destinos))
    assert not distintas, f"{len(distintas)} differences, the first: {distintas[:3]}"
    assert vistas == 12 * len(Accion) * 4 * 2 ** len(BANDERAS)


def test_el_rechazo_distingue_lo_que_nunca_de_lo_que_ahora_no(otra_aceptacion: SimpleNamespace) -> None:
    """403 for an action that the party never has, 409 for one that it has in another state, form or moment."""
    tabla = _esperado()
    nunca = {(accion, parte) for accion, parte in product(Accion, PARTES)} - {(a, p) for a, p, _, _ in tabla}
    caso = SimpleNamespace(**dict.fromkeys(BANDERAS, False))
    usuarios: dict[str, Any] = {
        "solicitante": SimpleNamespace(perfil="solicitante", pk=7, is_authenticated=True, is_active=True),
        "distribuidora": SimpleNamespace(
            perfil="distribuidora", distribuidora_id=3, pk=8, is_authenticated=True, is_active=True
        ),
        "sec": SimpleNamespace(perfil="sec", pk=9, is_authenticated=True, is_active=True),
        "sistema": None,
    }
    with en(INSTANTE):
        for tipo, estado in product(FORMULARIOS.values(), ESTADOS.values()):
            solicitud = _solicitud(tipo, estado, caso)
            solicitud.solicitante_id, solicitud.distribuidora_id = 7, 3
            for accion, parte in product(Accion, PARTES):
                motivo = permissions.motivo_de_rechazo(usuarios[parte], accion, solicitud)
                if accion == Accion.ENVIAR:
                    assert motivo is not None
                    continue
                filas = tabla.get((accion.value, parte, tipo, estado), [])
                puede = any(all(CUANDO[c](caso) for c in condiciones) for condiciones, _ in filas)
                codigo = None if puede else 403 if (accion, parte) in nunca else 409
                assert (motivo.codigo if motivo else None) == codigo, (accion, parte, tipo, estado)


def test_quien_no_es_parte_nunca_puede(otra_aceptacion: SimpleNamespace) -> None:
    ajenos = [
        SimpleNamespace(perfil="solicitante", pk=1, is_authenticated=True, is_active=True),
        SimpleNamespace(perfil="distribuidora", distribuidora_id=1, pk=1, is_authenticated=True, is_active=True),
        SimpleNamespace(perfil="sec", pk=1, is_authenticated=True, is_active=False),
        SimpleNamespace(is_authenticated=False, is_active=False),
    ]
    caso = SimpleNamespace(**dict.fromkeys(BANDERAS, False))
    for tipo, estado, accion, ajeno in product(FORMULARIOS.values(), ESTADOS.values(), Accion, ajenos):
        solicitud = _solicitud(tipo, estado, caso)
        solicitud.solicitante_id, solicitud.distribuidora_id = 7, 3
        motivo = permissions.motivo_de_rechazo(ajeno, accion, solicitud)
        assert motivo is not None and motivo.codigo == 403


@pytest.mark.req("S-15")
def test_nacer_es_del_solicitante_y_cada_formulario_tiene_su_primer_estado() -> None:
    from solicitudes.estados import filas

    nacen = {(fila.parte.value, tipo.value): fila.hacia for fila in filas(Accion.ENVIAR) for tipo in fila.tipos}
    assert nacen == {
        ("solicitante", "informacion"): "pendiente-respuesta",
        ("solicitante", "conexion"): "pendiente-respuesta",
        ("solicitante", "notificacion"): "pendiente-respuesta",
        ("solicitante", "manifestacion"): "enviado",
    }
