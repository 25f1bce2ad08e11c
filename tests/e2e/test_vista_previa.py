"""'Ver' in a real browser: pictures that load under the policy, and nothing for axe to say (DISENO 14)."""

import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from nucleo.archivos.models import Archivo
from portal.demostracion import fabricas
from tests.e2e.recorrido import ingresar
from tests.e2e.revision import escuchar_politica, revisar
from tests.personas import ELENA, crear

if TYPE_CHECKING:
    from playwright.sync_api import Page

FOTOS = os.environ.get("FOTOS", "")
CARGADAS = "() => [...document.querySelectorAll('.vista img')].map((i) => i.complete && i.naturalWidth > 0)"


def _foto(pagina: "Page", nombre: str) -> None:
    if FOTOS:
        pagina.screenshot(path=str(Path(FOTOS) / f"{nombre}-{pagina.viewport_size['width']}.png"), full_page=True)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(
    ("ancho", "javascript"), [("escritorio", True), ("telefono", False)], ids=["1280-js", "360-sin-js"]
)
def test_del_borrador_a_la_vista_y_de_vuelta(abrir: Any, ancho: str, javascript: bool) -> None:
    borrador = fabricas.borrador_listo(crear(ELENA))
    pagina: Page = abrir(ancho=ancho, javascript=javascript)
    quejas = escuchar_politica(pagina)
    ingresar(pagina, ELENA)
    documentos = f"/borradores/{borrador.pk}/documentos/"
    pagina.goto(documentos)
    for archivo in Archivo.objects.filter(tipo__in=["application/pdf", "image/jpeg"]).order_by("tipo").distinct("tipo"):
        pagina.locator(f'a[href="/archivos/{archivo.pk}/vista/"]').click()
        pagina.wait_for_load_state("networkidle")
        assert pagina.locator("h1").inner_text() == archivo.nombre
        cargadas = pagina.evaluate(CARGADAS)
        assert cargadas and all(cargadas)
        _foto(pagina, f"vista-{archivo.extension}")
        if javascript:
            assert revisar(pagina) == []
        with pagina.expect_download() as bajada:
            pagina.get_by_role("link", name="Descargar").click()
        assert bajada.value.suggested_filename == archivo.nombre
        pagina.get_by_role("link", name="Volver", exact=True).click()
        assert documentos in pagina.url
    assert quejas == []
