"""Profile and second factor in a real browser: with and without JavaScript, wide and narrow (A-15, AUT-9)."""

import re
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from cuentas.segundo_factor import totp
from nucleo.comun.reloj import ahora
from tests.e2e.revision import Abrir, accesibilidad, blancos_chicos, desborde, escuchar_politica
from tests.personas import CLAVE, MARTA, crear

PAGINAS = (
    "/perfil/",
    "/perfil/clave/",
    "/perfil/sesiones/",
    "/perfil/accesos/",
    "/perfil/contacto/",
    "/perfil/contacto/correo/",
    "/perfil/segundo-factor/",
)


@pytest.fixture(autouse=True)
def _pedirlo(settings: Any) -> None:
    settings.SEGUNDO_FACTOR = "personal"


def _revisar(pagina: Page, nombre: str, ancho: str) -> list[str]:
    faltas = [*accesibilidad(pagina), *blancos_chicos(pagina)]
    if (sobra := desborde(pagina, 360 if ancho == "telefono" else 1280)) > 0:
        faltas.append(f"{sobra} px over the edge")
    return [f"{nombre}: {falta}" for falta in faltas]


@pytest.mark.req("A-15")
@pytest.mark.parametrize(("ancho", "javascript"), [("escritorio", True), ("telefono", False)])
def test_activar_guardar_los_codigos_y_recorrer_el_perfil(abrir: Abrir, ancho: str, javascript: bool) -> None:
    crear(MARTA)
    # axe needs scripts, which the page without them does not have: it is looked at beside it.
    pagina = abrir(ancho=ancho, javascript=javascript, bypass_csp=True)
    quejas = escuchar_politica(pagina)
    faltas: list[str] = []

    def mirar(nombre: str) -> None:
        if javascript:
            faltas.extend(_revisar(pagina, nombre, ancho))

    pagina.goto("/ingresar/?perfil=distribuidora")
    pagina.get_by_label("RUT").fill(MARTA.documento)
    pagina.get_by_label("Contraseña", exact=True).fill(CLAVE)
    pagina.get_by_role("button", name="Ingresar", exact=True).click()
    expect(pagina.get_by_role("heading", level=1)).to_have_text("Activa tu segundo factor")
    expect(pagina.locator("svg.qr")).to_be_visible()
    mirar("alta")
    secreto = re.sub(r"\s", "", pagina.locator(".mono").first.inner_text())
    pagina.get_by_label("Código").fill(totp.codigo(secreto, totp.paso_de(ahora())))
    pagina.get_by_role("button", name="Activar").click()
    expect(pagina.locator("li.mono")).to_have_count(10)
    mirar("codigos")
    pagina.get_by_role("link", name="Ya los guardé, continuar").click()
    expect(pagina).to_have_url(re.compile("/bandeja/$"))
    for ruta in PAGINAS:
        pagina.goto(ruta)
        assert pagina.locator("h1").count() == 1
        mirar(ruta.strip("/").replace("/", "-"))
    assert faltas == [] and quejas == []


@pytest.mark.parametrize("ancho", ["escritorio", "telefono"])
def test_la_pagina_del_codigo(abrir: Abrir, ancho: str) -> None:
    from cuentas.tests.test_segundo_factor import activar

    activar(crear(MARTA))
    pagina = abrir(ancho=ancho, bypass_csp=True)
    pagina.goto("/ingresar/?perfil=distribuidora")
    pagina.get_by_label("RUT").fill(MARTA.documento)
    pagina.get_by_label("Contraseña", exact=True).fill(CLAVE)
    pagina.get_by_role("button", name="Ingresar", exact=True).click()
    expect(pagina.get_by_role("heading", level=1)).to_have_text("Escribe tu código")
    faltas = _revisar(pagina, "codigo", ancho)
    pagina.get_by_label("Código").fill("123")
    pagina.get_by_role("button", name="Ingresar", exact=True).click()
    expect(pagina.locator(".errores")).to_be_focused()
    assert [*faltas, *_revisar(pagina, "codigo-error", ancho)] == []
