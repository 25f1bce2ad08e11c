"""One visit to each page of a step: looked at fresh and, where an empty form is refused, with its errors."""

from collections.abc import Callable
from typing import Any

from playwright.sync_api import Page

from tests.e2e.novedad import trae_algo_nuevo
from tests.e2e.recorrido import CON_CAPTURAS, Camara, ingresar
from tests.e2e.revision import escuchar_politica, recorrer_con_tab, revisar

Direccion = tuple[str, bool]  # and whether its form refuses what the page brings


def enviar(pagina: Page) -> None:
    """The only button that sends."""
    pagina.locator("main form .botones button[type=submit]").click()


def visitar(
    pagina: Page,
    persona: Any,
    direcciones: list[Direccion],
    *,
    carpeta: str,
    enviar: Callable[[Page], None] = enviar,
) -> None:
    """Signs ``persona`` in and visits each of ``direcciones``."""
    quejas = escuchar_politica(pagina)
    ingresar(pagina, persona)
    camara = Camara(f"{carpeta}-{persona.nombres.lower()}")
    faltas: dict[str, list[str]] = {}
    for direccion, se_niega in direcciones:
        respuesta = pagina.goto(direccion)
        assert respuesta is not None and respuesta.status == 200, direccion
        faltas[direccion] = revisar(pagina)
        if trae_algo_nuevo(pagina, "foco"):
            faltas[direccion] += recorrer_con_tab(pagina)
        _tomar(camara, pagina, direccion)
        if se_niega:
            with pagina.expect_navigation() as navegada:
                enviar(pagina)
            assert navegada.value.status == 422, direccion
            assert pagina.title().startswith("Error: ")
            faltas[f"{direccion} con errores"] = revisar(pagina)
            _tomar(camara, pagina, f"{direccion}con-errores")
    assert {donde: que for donde, que in faltas.items() if que} == {}
    assert quejas == []


def _tomar(camara: Camara, pagina: Page, direccion: str) -> None:
    if not CON_CAPTURAS:
        return
    nombre = direccion.replace("?", "/").strip("/").replace("/", "-")
    for ancho in (1280, 360):
        pagina.set_viewport_size({"width": ancho, "height": 800})
        camara.tomar(pagina, f"{nombre}-{ancho}")
    pagina.set_viewport_size({"width": 1280, "height": 900})
