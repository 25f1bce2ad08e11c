"""The dialog before a session ends, in a real browser (DISENO 7.6; WCAG 2.2.1)."""

import os
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from cuentas import vida_de_sesion
from cuentas.middleware import TERMINO
from nucleo.comun.reloj import ahora
from tests.e2e.recorrido import ingresar
from tests.e2e.revision import accesibilidad
from tests.personas import ELENA, crear

if TYPE_CHECKING:
    from playwright.sync_api import Page

FOTOS = os.environ.get("FOTOS", "")
OCIO, AVISO = (int(plazo.total_seconds()) for plazo in (vida_de_sesion.OCIO_DE_SOLICITANTES, vida_de_sesion.AVISO))
pytestmark = pytest.mark.req("A-04")


class Tiempo:
    """One hour for the browser and the server at once, without waiting for it."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.adelanto = timedelta()
        monkeypatch.setattr(vida_de_sesion, "ahora", lambda: ahora() + self.adelanto)

    def pasa(self, pagina: "Page", segundos: int) -> None:
        self.adelanto += timedelta(seconds=segundos)
        pagina.clock.fast_forward(segundos * 1000)


@pytest.fixture
def tiempo(monkeypatch: pytest.MonkeyPatch) -> Tiempo:
    return Tiempo(monkeypatch)


def _entrar(pagina: "Page") -> None:
    crear(ELENA)
    pagina.clock.install()
    ingresar(pagina, ELENA)
    pagina.goto("/inicio/")


def _foto(pagina: "Page", nombre: str) -> None:
    if FOTOS:
        pagina.screenshot(path=str(Path(FOTOS) / f"{nombre}-{pagina.viewport_size['width']}.png"))


@pytest.mark.parametrize("ancho", ["escritorio", "telefono"])
def test_avisa_sigue_con_un_boton_y_con_esc_y_al_final_lo_dice(abrir: Any, tiempo: Tiempo, ancho: str) -> None:
    pagina = abrir(ancho=ancho)
    quejas: list[str] = []
    pagina.on("console", lambda m: quejas.append(m.text) if m.type == "error" else None)
    _entrar(pagina)
    pagina.goto("/perfil/clave/#contenido")
    dialogo = pagina.get_by_role("dialog", name="Tu sesión está por terminar")
    tiempo.pasa(pagina, OCIO - AVISO - 60)
    assert not dialogo.is_visible()
    tiempo.pasa(pagina, 62)
    dialogo.wait_for()
    _foto(pagina, "fin-de-sesion")
    seguir = dialogo.get_by_role("button", name="Seguir conectado")
    assert seguir.evaluate("e => e === document.activeElement"), "the keyboard starts on going on"
    seguir.click()
    dialogo.wait_for(state="hidden")
    tiempo.pasa(pagina, OCIO - AVISO + 2)
    dialogo.wait_for()
    pagina.keyboard.press("Escape")
    dialogo.wait_for(state="hidden")
    tiempo.pasa(pagina, OCIO - AVISO + 2)
    dialogo.wait_for()
    tiempo.pasa(pagina, AVISO)
    pagina.wait_for_url("**/ingresar/?next=/perfil/clave/")
    assert pagina.get_by_text(TERMINO).is_visible()
    assert quejas == []


def test_salir_cierra_la_sesion(abrir: Any, tiempo: Tiempo) -> None:
    pagina = abrir()
    _entrar(pagina)
    tiempo.pasa(pagina, OCIO - AVISO + 2)
    pagina.get_by_role("dialog").get_by_role("button", name="Salir").click()
    assert pagina.get_by_text("Ud. ha cerrado sesión").is_visible()


def test_otra_ventana_que_sigue_vale_por_todas(abrir: Any, tiempo: Tiempo) -> None:
    """The page asks before it speaks: work in another tab keeps the first one silent."""
    pagina = abrir()
    _entrar(pagina)
    otra = pagina.context.new_page()
    preguntas: list[str] = []
    pagina.on("response", lambda r: preguntas.append(r.url) if "sondeo=1" in r.url else None)
    for _ in range(3):
        tiempo.pasa(pagina, OCIO // 2)
        otra.goto("/perfil/")
        pagina.wait_for_timeout(300)
        assert not pagina.get_by_role("dialog").is_visible()
    assert preguntas, "the first tab has asked"


def test_el_dialogo_pasa_la_revision(abrir: Any, tiempo: Tiempo) -> None:
    pagina = abrir()
    _entrar(pagina)
    tiempo.pasa(pagina, OCIO - AVISO + 2)
    pagina.get_by_role("dialog").wait_for()
    assert accesibilidad(pagina) == []
