"""Staff with many requests at once, in a real browser: ticks, paper, a colleague, what arrives, an own filter."""

import io
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from playwright.sync_api import Page, expect

from portal.demostracion import fabricas
from solicitudes.models import Solicitud
from tests.e2e.recorrido import ingresar
from tests.e2e.revision import escuchar_politica
from tests.personas import ELENA, JORGE, MARTA, crear

Abrir = Callable[..., Page]
pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def solicitudes(transactional_db: None) -> Iterator[list[Solicitud]]:
    crear(MARTA), crear(JORGE)
    yield [fabricas.enviada(crear(ELENA), numero_cliente=f"{n}-1") for n in range(12)]


def _hojas(pdf: bytes) -> list[str]:
    """The folio that heads each page of the printout; nothing for a page that goes on."""
    documento = pypdfium2.PdfDocument(pdf)
    paginas = [documento[n].get_textpage().get_text_bounded() for n in range(len(documento))]
    return [texto.split("Folio ")[1].split()[0] for texto in paginas if texto.startswith("SEC · Portal")]


@pytest.mark.req("D-01", "D-02", "D-03")
def test_marcar_imprimir_asignar_guardar_y_ver_lo_que_llega(abrir: Abrir, solicitudes: list[Solicitud]) -> None:
    pagina = abrir()
    quejas = escuchar_politica(pagina)
    pagina.add_init_script("window.print = () => { document.body.dataset.impresa = 'si' }")
    ingresar(pagina, MARTA)
    pagina.clock.install()
    pagina.goto("/bandeja/")
    barra, cajas = pagina.locator("[data-barra]"), pagina.locator("tbody [name=sel]")
    imprimir, altura = pagina.get_by_role("button", name="Imprimir"), cajas.nth(2).bounding_box()
    expect(imprimir).to_be_hidden()
    cajas.nth(0).check()
    cajas.nth(2).click(modifiers=["Shift"])
    expect(barra).to_contain_text("3 solicitudes seleccionadas")
    assert cajas.nth(2).bounding_box() == altura, "no row moves when the bar speaks"
    # Paper: a sheet each, in the order of the list; and back with the same ticks.
    pagina.get_by_role("button", name="Imprimir").click()
    expect(pagina.locator("body[data-impresa=si]")).to_be_attached()
    elegidas = [una.folio for una in solicitudes[:-4:-1]]
    assert _hojas(pagina.pdf(format="Letter")) == elegidas
    pagina.get_by_role("link", name="Volver a la lista").click()
    expect(barra).to_contain_text("3 solicitudes seleccionadas")
    # A colleague: asked for first, then told what was done.
    pagina.get_by_role("button", name="Asignar").click()
    pagina.get_by_role("button", name="Grabar").click()
    expect(pagina.locator(".errores")).to_contain_text("Elige a quién se las asignas")
    pagina.get_by_label("Responsable").select_option(label="Jorge Tapia Mena")
    pagina.get_by_role("button", name="Grabar").click()
    hecho = f"Asignaste a Jorge Tapia Mena: 3 solicitudes ({elegidas[0]}, {elegidas[1]} y {elegidas[2]})."
    expect(pagina.locator(".aviso--exito")).to_contain_text(hecho)
    expect(imprimir).to_be_hidden()
    # What arrives: said after a minute, in its own row; nothing moves until it is asked for.
    primera = cajas.nth(0).get_attribute("value")
    nueva = fabricas.enviada(crear(ELENA), numero_cliente="99-9")
    expect(pagina.locator("#novedades")).to_be_empty()
    pagina.clock.fast_forward(76_000)
    expect(pagina.locator("#novedades")).to_contain_text("Hay 1 solicitud nueva.")
    assert cajas.nth(0).get_attribute("value") == primera
    pagina.get_by_role("link", name="Actualizar").click()
    expect(cajas.nth(0)).to_have_value(nueva.folio)
    # An own filter: named, and a tab from then on.
    pagina.get_by_label("N° cliente").fill("99")
    pagina.get_by_role("link", name="Guardar este filtro").click()
    pagina.get_by_label("Nombre del filtro").fill("El noventa y nueve")
    pagina.get_by_role("button", name="Guardar filtro").click()
    expect(pagina.locator(".vistas [aria-current]")).to_have_text("El noventa y nueve")
    expect(cajas).to_have_count(1)
    assert not quejas, quejas


@pytest.mark.req("D-01")
def test_sin_javascript_en_un_telefono(abrir: Abrir, solicitudes: list[Solicitud]) -> None:
    pagina: Any = abrir(ancho="telefono", javascript=False)
    ingresar(pagina, MARTA)
    pagina.goto("/bandeja/")
    expect(pagina.locator("#novedades")).to_be_empty()
    expect(pagina.get_by_text("Marca las solicitudes que quieras")).to_be_visible()
    pagina.get_by_role("button", name="Descargar documentos").click()
    expect(pagina.locator(".aviso--error")).to_contain_text("Marca al menos una solicitud de la lista.")
    for n in (0, 3):
        pagina.locator("tbody [name=sel]").nth(n).check()
    with pagina.expect_download() as bajada:
        pagina.get_by_role("button", name="Descargar documentos").click()
    leido = zipfile.ZipFile(io.BytesIO(Path(bajada.value.path()).read_bytes()))
    carpetas = {nombre.partition("/")[0] for nombre in leido.namelist()}
    assert carpetas == {solicitudes[-1].folio, solicitudes[-4].folio, "00-indice.csv"}
