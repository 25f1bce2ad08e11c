"""The dialog before a session ends, in a real browser (DISENO 7.6; WCAG 2.2.1)."""

import os
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from cuentas import vida_de_sesion
from cuentas.middleware import TERMINO
from tests.e2e.revision import accesibilidad
from tests.personas import CLAVE, ELENA, crear

if TYPE_CHECKING:
    from playwright.sync_api import Page

FOTOS = os.environ.get("FOTOS", "")
OCIO, AVISO = 8, 4  # seconds; in the portal an hour and two minutes
pytestmark = pytest.mark.req("A-04")


@pytest.fixture(autouse=True)
def _corta(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(vida_de_sesion, "OCIO_DE_SOLICITANTES", timedelta(seconds=OCIO))
    monkeypatch.setattr(vida_de_sesion, "ANOTAR_CADA", 0)
    monkeypatch.setattr("cuentas.contexto.AVISO", timedelta(seconds=AVISO))


def _entrar(pagina: "Page") -> None:
    crear(ELENA)
    pagina.goto("/ingresar/")
    pagina.locator("[name=documento]").fill(ELENA.documento)
    pagina.locator("[name=clave]").fill(CLAVE)
    pagina.get_by_role("button", name="Ingresar", exact=True).click()
    pagina.wait_for_url("**/inicio/")


def _foto(pagina: "Page", nombre: str) -> None:
    if FOTOS:
        pagina.screenshot(path=str(Path(FOTOS) / f"{nombre}-{pagina.viewport_size['width']}.png"))


@pytest.mark.parametrize("ancho", ["escritorio", "telefono"])
def test_avisa_sigue_con_un_boton_y_con_esc_y_al_final_lo_dice(abrir: Any, ancho: str) -> None:
    pagina = abrir(ancho=ancho)
    quejas: list[str] = []
    pagina.on("console", lambda m: quejas.append(m.text) if m.type == "error" else None)
    _entrar(pagina)
    pagina.goto("/perfil/clave/#contenido")
    dialogo = pagina.get_by_role("dialog", name="Tu sesión está por terminar")
    assert not dialogo.is_visible()
    dialogo.wait_for()
    _foto(pagina, "fin-de-sesion")
    seguir = dialogo.get_by_role("button", name="Seguir conectado")
    assert seguir.evaluate("e => e === document.activeElement"), "the keyboard starts on going on"
    seguir.click()
    dialogo.wait_for(state="hidden")
    dialogo.wait_for()
    pagina.keyboard.press("Escape")
    dialogo.wait_for(state="hidden")
    dialogo.wait_for()
    pagina.wait_for_url("**/ingresar/?next=/perfil/clave/")
    assert pagina.get_by_text(TERMINO).is_visible()
    assert quejas == []


def test_salir_cierra_la_sesion(abrir: Any) -> None:
    pagina = abrir()
    _entrar(pagina)
    pagina.get_by_role("dialog").get_by_role("button", name="Salir").click()
    assert pagina.get_by_text("Ud. ha cerrado sesión").is_visible()


def test_otra_ventana_que_sigue_vale_por_todas(abrir: Any) -> None:
    """The page asks before it speaks: work in another tab keeps the first one silent."""
    pagina = abrir()
    _entrar(pagina)
    otra = pagina.context.new_page()
    for _ in range(OCIO // 2 + 1):
        otra.goto("/perfil/")
        pagina.wait_for_timeout(2_000)
        assert not pagina.get_by_role("dialog").is_visible()


def test_el_dialogo_pasa_la_revision(abrir: Any) -> None:
    pagina = abrir(bypass_csp=True)
    _entrar(pagina)
    pagina.get_by_role("dialog").wait_for()
    assert accesibilidad(pagina) == []
