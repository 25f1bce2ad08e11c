"""The buttons of DISENO 7.4 and 14, by hand: what each side may start in each state, and nothing else.

Ordinary: an SI or SC just filed, unopened, no answer stored, within every term, one acceptance at most.
"""

from datetime import date
from types import SimpleNamespace
from typing import Any

import pytest

from nucleo.comun.reloj import ahora
from solicitudes import permissions
from solicitudes.estados import Condicion, Estado, Tipo
from solicitudes.models import Solicitud

SOLICITANTE = SimpleNamespace(perfil="solicitante", pk=7, is_authenticated=True, is_active=True)
DISTRIBUIDORA = SimpleNamespace(perfil="distribuidora", distribuidora_id=3, pk=8, is_authenticated=True, is_active=True)
SEC = SimpleNamespace(perfil="sec", pk=9, is_authenticated=True, is_active=True)
# Everywhere but in Anulado: N° de solicitud, comunicar, asignar; everywhere: anotar, unir expediente.
_PERSONAL = "editar-numero comunicar asignar anotar"
_PERSONA = "responder-comunicacion unir-expediente"
_REGULADOR = "anular unir-expediente"

# state → solicitante | distribuidora | SEC, beside the three lines above
SI = {
    "enviado": "desistir | |",
    "pendiente-respuesta": "desistir | responder solicitar-pago responder-con-pago |",
    "pendiente-pago": "informar-pago desistir | retirar-cobro responder |",
    "pendiente-validacion": "desistir | validar-pago rechazar-pago responder |",
    "pago-rechazado": "informar-pago desistir | retirar-cobro responder |",
    "pago-validado": "desistir | responder |",
    "observada": "desistir | |",
    "respondido": "pedir-complemento | complementar |",
    "respondido-automatico": "pedir-complemento | complementar |",
    "anulado": "- | - | -",
    "desistida": "| |",
    "vencida-solicitud": "| |",
}
SC = SI | {
    "pendiente-respuesta": "desistir | responder solicitar-pago responder-con-pago observar reclasificar |",
    "pendiente-pago": "informar-pago desistir | retirar-cobro responder reclasificar |",
    "pendiente-validacion": "desistir | validar-pago rechazar-pago responder reclasificar |",
    "pago-rechazado": "informar-pago desistir | retirar-cobro responder reclasificar |",
    "pago-validado": "desistir | responder reclasificar |",
    "observada": "corregir desistir | |",
    "respondido": "pedir-complemento | complementar registrar-prorroga |",
    "respondido-automatico": "pedir-complemento | complementar registrar-prorroga |",
}
NC = SI | {
    "pendiente-respuesta": "desistir | responder solicitar-pago responder-con-pago observar |",
    "observada": "corregir desistir | |",
    "respondido": "pedir-complemento | complementar registrar-conexion |",
    "respondido-automatico": "pedir-complemento | complementar registrar-conexion |",
}
MC = {estado: "desistir | |" for estado in SI if estado not in ("anulado", "desistida", "vencida-solicitud")} | {
    "observada": "corregir desistir | |",
    "respondido": "| registrar-prorroga |",
    "respondido-automatico": "| registrar-prorroga |",
    "anulado": "- | - | -",
    "desistida": "| |",
    "vencida-solicitud": "| |",
}
EN_ANULADO = ({"unir-expediente"}, {"anotar"}, {"unir-expediente"})


def _esperadas(celdas: str) -> tuple[set[str], ...]:
    if celdas.startswith("-"):
        return EN_ANULADO
    comunes = (_PERSONA, _PERSONAL, _REGULADOR)
    return tuple({*celda.split(), *comun.split()} for celda, comun in zip(celdas.split("|"), comunes, strict=True))


def _solicitud(tipo: Tipo, estado: str, **cambios: Any) -> Solicitud:
    respondida = ahora() if estado.startswith("respondido") and tipo != Tipo.MANIFESTACION else None
    campos = {"tipo": tipo, "estado": estado, "abierta_en": ahora(), "respondida_en": respondida,
              "vence_el": date(2999, 1, 1), "plazo_respuesta_el": date(2999, 1, 1)}  # fmt: skip
    return Solicitud(**{**campos, **cambios}, solicitante_id=7, distribuidora_id=3)


def _botones(solicitud: Solicitud) -> tuple[set[str], ...]:
    return tuple(
        {accion.value for accion in permissions.acciones_posibles(lado, solicitud)}
        for lado in (SOLICITANTE, DISTRIBUIDORA, SEC)
    )


@pytest.fixture(autouse=True)
def sin_base(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(permissions.CUMPLE, Condicion.SIN_OTRA_ACEPTACION, lambda _: True)


@pytest.mark.req("S-16", "F-07")
@pytest.mark.parametrize("estado", Estado.values)
@pytest.mark.parametrize(
    ("tipo", "tabla"),
    [(Tipo.INFORMACION, SI), (Tipo.CONEXION, SC), (Tipo.NOTIFICACION, NC), (Tipo.MANIFESTACION, MC)],
)
def test_los_botones_de_cada_lado(tipo: Tipo, tabla: dict[str, str], estado: str) -> None:
    assert _botones(_solicitud(tipo, estado)) == _esperadas(tabla[estado])


def test_los_botones_que_dependen_de_algo_mas() -> None:
    nueva = _solicitud(Tipo.INFORMACION, "pendiente-respuesta", abierta_en=None)
    assert "abrir" in _botones(nueva)[1]
    aumenta = _solicitud(Tipo.MANIFESTACION, "enviado", aumenta_capacidad=True)
    assert "objetar" in _botones(aumenta)[1]
    tarde = _solicitud(Tipo.MANIFESTACION, "enviado", aumenta_capacidad=True, vence_el=date(2020, 1, 1))
    assert "objetar" not in _botones(tarde)[1]
    fuera = _solicitud(Tipo.CONEXION, "observada", vence_el=date(2020, 1, 1))
    assert "corregir" not in _botones(fuera)[0]
    for estado in ("respondido-automatico", "pago-validado"):
        sin_revisar = _solicitud(Tipo.INFORMACION, estado, pago_sin_revisar=True)
        assert {"confirmar-pago", "revertir-aceptacion"} <= _botones(sin_revisar)[1]
        assert "revertir-aceptacion" in _botones(sin_revisar)[2]
        assert "confirmar-pago" not in _botones(sin_revisar)[2]


def test_ningun_boton_de_otro() -> None:
    """Neither another distributor, nor another citizen, nor who is not active, sees any."""
    for estado in Estado.values:
        solicitud = _solicitud(Tipo.CONEXION, estado)
        solicitud.solicitante_id, solicitud.distribuidora_id = 70, 30
        assert _botones(solicitud)[:2] == (set(), set())
        inactiva = SimpleNamespace(perfil="sec", pk=9, is_authenticated=True, is_active=False)
        assert permissions.acciones_posibles(inactiva, solicitud) == frozenset()


@pytest.mark.req("P-06")
@pytest.mark.django_db
def test_otra_aceptacion_sin_confirmar_de_la_cuenta(monkeypatch: pytest.MonkeyPatch) -> None:
    from portal.demostracion import fabricas
    from tests.personas import ELENA, FRIDA, crear

    monkeypatch.undo()
    primera, segunda = (fabricas.enviada(crear(ELENA), numero_cliente=n) for n in ("1-1", "2-2"))
    de_frida = fabricas.enviada(crear(FRIDA))
    unica = permissions.CUMPLE[Condicion.SIN_OTRA_ACEPTACION]
    assert unica(primera) and unica(segunda)
    Solicitud.objects.filter(pk=primera.pk).update(pago_sin_revisar=True)
    assert unica(primera) and not unica(segunda) and unica(de_frida)
