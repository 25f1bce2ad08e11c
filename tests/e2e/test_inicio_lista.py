"""The start page in a real browser: as you type, without JavaScript, and on a phone (DISENO 6.7, 6.8, 12)."""

import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from solicitudes.estados import Tipo
from solicitudes.models import Solicitud
from solicitudes.tests.ayudas_reloj import enviada
from tests.e2e.recorrido import ingresar
from tests.e2e.revision import escuchar_politica, revisar
from tests.personas import FRIDA, IGNACIO, crear

Abrir = Callable[..., Page]
CUANTAS = 23
pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def solicitudes(transactional_db: None) -> Iterator[list[Solicitud]]:
    ignacio = crear(IGNACIO)
    crear(FRIDA)
    yield [
        enviada((Tipo.INFORMACION, Tipo.CONEXION)[n % 2], actor=ignacio, numero_cliente=f"{40 + n}00-{n % 10}")
        for n in range(CUANTAS)
    ]


def _filas(pagina: Page) -> Any:
    return pagina.locator("#resultados tbody tr")


@pytest.mark.req("S-01")
def test_con_javascript(abrir: Abrir, solicitudes: list[Solicitud]) -> None:
    pagina = abrir()
    quejas = escuchar_politica(pagina)
    ingresar(pagina, IGNACIO)
    pagina.goto("/inicio/")
    expect(_filas(pagina)).to_have_count(10)
    # While typing: the rows, the count and the address change; the field keeps the focus.
    pagina.get_by_label("N° cliente").press_sequentially("4500", delay=20)
    expect(_filas(pagina)).to_have_count(1)
    expect(pagina.locator("#cuenta")).to_have_text("1 solicitud con estos filtros")
    expect(pagina).to_have_url(re.compile(r"/inicio/\?cliente=4500$"))
    expect(pagina.get_by_label("N° cliente")).to_be_focused()
    compartida = pagina.url
    pagina.get_by_role("link", name="Limpiar todo").click()
    expect(_filas(pagina)).to_have_count(10)
    # Order and pages are steps of the history; a filter afterwards keeps the order.
    pagina.locator("#orden-cliente").click()
    expect(pagina.locator("th[aria-sort]")).to_have_attribute("aria-sort", "ascending")
    expect(pagina.locator("#orden-cliente")).to_be_focused()
    pagina.get_by_role("link", name="Siguiente").click()
    expect(pagina.locator(".paginas [aria-current]")).to_have_text("2")
    pagina.go_back()
    expect(pagina.locator(".paginas [aria-current]")).to_have_text("1")
    expect(_filas(pagina).first).to_contain_text("4000-0")
    pagina.get_by_label("Formulario").select_option("conexion")
    expect(_filas(pagina).first).to_contain_text("4100-1")
    expect(pagina).to_have_url(re.compile(r"tipo=conexion.*orden=cliente|orden=cliente.*tipo=conexion"))
    # A shared address shows the same to its owner in another window.
    pagina.goto(compartida)
    expect(_filas(pagina)).to_have_count(1)
    expect(pagina.get_by_label("N° cliente")).to_have_value("4500")
    pagina.goto("/inicio/?por=25")
    assert not revisar(pagina)
    assert not quejas, quejas


@pytest.mark.req("S-01")
def test_sin_javascript_en_un_telefono(abrir: Abrir, solicitudes: list[Solicitud]) -> None:
    pagina = abrir(ancho="telefono", javascript=False)
    ingresar(pagina, IGNACIO)
    pagina.goto("/inicio/")
    expect(_filas(pagina)).to_have_count(10)
    pagina.locator("summary", has_text="Filtros").first.click()
    pagina.get_by_label("N° cliente").fill("4500")
    pagina.get_by_role("button", name="Filtrar").click()
    expect(_filas(pagina)).to_have_count(1)
    assert "#t-lista" in pagina.url
    pagina.get_by_role("link", name="Limpiar todo").click()
    expect(_filas(pagina)).to_have_count(10)
    pagina.get_by_label("Mostrar").select_option("25")
    pagina.get_by_role("button", name="Cambiar").click()
    expect(_filas(pagina)).to_have_count(CUANTAS)
    pagina.goto("/inicio/")
    expect(_filas(pagina)).to_have_count(CUANTAS)
    with pagina.expect_download() as bajada:
        pagina.get_by_role("link", name=f"Exportar a Excel ({CUANTAS} filas)").click()
    assert bajada.value.suggested_filename.endswith(".xlsx")


@pytest.mark.req("S-01")
def test_vacia_y_sin_resultados(abrir: Abrir, solicitudes: list[Solicitud]) -> None:
    pagina = abrir()
    ingresar(pagina, FRIDA)
    pagina.goto("/inicio/")
    expect(pagina.get_by_text("No existen solicitudes")).to_be_visible()
    assert not revisar(pagina)
    otra = abrir()
    ingresar(otra, IGNACIO)
    otra.goto("/inicio/?folio=ZZ&desde=2026-01-01")
    expect(otra.get_by_text("Ninguna solicitud coincide con los filtros.")).to_be_visible()
    assert not revisar(otra)
