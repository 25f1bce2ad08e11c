"""What counts as activity, what a page is told of the time left, and how it is prolonged (AUT-6, DISENO 7.6)."""

import re
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.test import Client

from cuentas.middleware import TERMINO, TERMINO_POR_HORAS
from cuentas.tests.test_perfil import ingresar
from cuentas.vida_de_sesion import OCIO_DE_SOLICITANTES, OCIO_DEL_PERSONAL, TOTAL_DEL_PERSONAL
from nucleo.comun.reloj import ahora, en
from tests.personas import ELENA, MARTA, crear

pytestmark = pytest.mark.django_db
SEGUNDO = timedelta(seconds=1)
OCIOS = [(ELENA, OCIO_DE_SOLICITANTES), (MARTA, OCIO_DEL_PERSONAL)]


def en_punto() -> datetime:
    """Sessions count whole seconds."""
    return ahora().replace(microsecond=0)


def quedan(cliente: Client) -> dict[str, Any]:
    respuesta = cliente.get("/sesion/?sondeo=1")
    assert respuesta.status_code == 200 and respuesta["Cache-Control"] == "no-store"
    return respuesta.json()


@pytest.mark.parametrize(("persona", "ocio"), OCIOS, ids=["solicitante", "personal"])
def test_preguntar_no_alarga_y_seguir_conectado_si(persona: Any, ocio: timedelta) -> None:
    inicio, largo = en_punto(), int(ocio.total_seconds())
    with en(inicio):
        cliente = ingresar(crear(persona))
        assert quedan(cliente) == {"quedan": largo, "se_alarga": True}
    for minutos in range(5, largo // 60, 5):
        with en(inicio + timedelta(minutes=minutos)):
            assert quedan(cliente)["quedan"] == largo - minutos * 60
    with en(inicio + ocio - SEGUNDO):
        assert cliente.post("/sesion/").json() == {"quedan": largo, "se_alarga": True}
    with en(inicio + 2 * ocio - 2 * SEGUNDO):
        assert quedan(cliente)["quedan"] == 1


@pytest.mark.parametrize(("persona", "ocio"), OCIOS, ids=["solicitante", "personal"])
def test_una_pagina_que_se_repite_sola_no_mantiene_la_sesion(persona: Any, ocio: timedelta) -> None:
    """Every known poll: what htmx repeats, what reloads itself without script, what the dialog's script asks."""
    inicio = en_punto()
    with en(inicio):
        cliente = ingresar(crear(persona))
    instante = inicio
    while instante < inicio + ocio:
        with en(instante):
            assert cliente.get("/perfil/?sondeo=1", headers={"HX-Request": "true"}).status_code == 200
        instante += timedelta(minutes=4)
    with en(inicio + ocio):
        assert quedan(cliente) == {"quedan": 0, "se_alarga": False}
        fin = cliente.get("/perfil/", follow=True)
        assert fin.redirect_chain[0][0] == "/ingresar/?next=/perfil/"
        assert TERMINO in fin.content.decode()


def test_lo_que_hace_la_persona_si_cuenta() -> None:
    inicio = en_punto()
    with en(inicio):
        cliente = ingresar(crear(ELENA))
    for minutos in (50, 100, 150):
        with en(inicio + timedelta(minutes=minutos)):
            assert cliente.get("/perfil/").status_code == 200
            assert quedan(cliente)["quedan"] == OCIO_DE_SOLICITANTES.total_seconds()


def test_las_doce_horas_del_personal_no_se_alargan() -> None:
    inicio = en_punto()
    with en(inicio):
        cliente = ingresar(crear(MARTA))
    instante = inicio
    while instante < inicio + TOTAL_DEL_PERSONAL - timedelta(minutes=1):
        with en(instante):
            assert cliente.get("/perfil/").status_code == 200
        instante += timedelta(minutes=20)
    with en(inicio + TOTAL_DEL_PERSONAL - timedelta(minutes=1)):
        assert quedan(cliente) == {"quedan": 60, "se_alarga": False}
        assert cliente.post("/sesion/").json() == {"quedan": 60, "se_alarga": False}
    with en(inicio + TOTAL_DEL_PERSONAL):
        assert TERMINO_POR_HORAS in cliente.get("/perfil/", follow=True).content.decode()


def test_la_pagina_trae_el_dialogo_con_lo_que_queda_y_solo_a_quien_ingreso() -> None:
    inicio = en_punto()
    with en(inicio):
        cliente = ingresar(crear(ELENA))
    with en(inicio + timedelta(minutes=10)):
        cliente.get("/perfil/")
    with en(inicio + timedelta(minutes=10, seconds=40)):
        pagina = cliente.get("/perfil/").content.decode()
    dialogo = re.search(r"<dialog.*?</dialog>", pagina, re.DOTALL)[0]
    assert 'data-quedan="3560"' in dialogo and 'data-aviso="120"' in dialogo and "open" not in dialogo.split(">")[0]
    assert "Tu sesión está por terminar" in dialogo and "Seguir conectado" in dialogo and 'action="/salir/"' in dialogo
    assert "fin-de-sesion" not in Client().get("/").content.decode()


def test_sin_sesion_no_queda_nada_y_no_se_abre_ninguna() -> None:
    cliente = Client()
    assert quedan(cliente) == {"quedan": 0, "se_alarga": False}
    assert cliente.post("/sesion/").json() == {"quedan": 0, "se_alarga": False}
    assert "sesion" not in cliente.cookies


def test_seguir_conectado_pide_el_token_de_formulario() -> None:
    """Or a foreign page could keep somebody's session alive."""
    cliente = Client(enforce_csrf_checks=True)
    cliente.force_login(crear(ELENA))
    assert cliente.post("/sesion/").status_code == 403


def test_todo_lo_que_las_plantillas_repiten_solas_lleva_la_marca() -> None:
    """``every 2s``, ``novedades from:body`` and a refresh must carry ?sondeo=1, or a tab never ends."""
    sin_marca = []
    for ruta in Path(settings.BASE_DIR, "templates").rglob("*.html"):
        texto = ruta.read_text(encoding="utf-8")
        for etiqueta in re.findall(r"<[^<>]*(?:\{%[^%]*%\}[^<>]*)*>", texto):
            repite = re.search(r'hx-trigger="[^"]*(?:every |novedades)|http-equiv="refresh"', etiqueta)
            if repite and "sondeo=1" not in etiqueta:
                sin_marca.append((ruta.name, etiqueta[:120]))
    assert sin_marca == []
