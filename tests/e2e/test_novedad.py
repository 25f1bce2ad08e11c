"""What makes axe judge a page again, and what does not: if this missed a change, the review would miss a fault."""

from typing import TYPE_CHECKING

import pytest

from tests.e2e import novedad
from tests.e2e.revision import revisar

if TYPE_CHECKING:
    from playwright.sync_api import Browser

BASE = (
    '<!doctype html><html lang="es-CL"><title>Hola</title><style>input, button { min-height: 30px }</style>'
    '<main><h1>Hola</h1><label for="a">Folio</label><input id="a"><button>Buscar</button></main></html>'
)
IGUALES = (BASE, BASE.replace("Folio", "Otra palabra"), BASE.replace("<main>", '<main class="x" data-y="1">'))
DISTINTAS = {
    "sin etiqueta": ('for="a"', 'for="b"'),
    "un botón sin nombre": ("Buscar", ""),
    "otro color": ("<button>", '<button style="color:#eee;background:#fff">'),
    "un título que salta": ("<button>", "<h3>Dos</h3><button>"),
    "un id repetido": ("<button>", '<p id="a">x</p><button>'),
    "una descripción que no está": ("<input", '<input aria-describedby="nada"'),
    "otro papel": ("<button>", '<button role="link">'),
    "una imagen": ("<button>", '<img src="data:,"><button>'),
}


@pytest.fixture(autouse=True)
def sin_memoria(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(novedad, "_vistas", type(novedad._vistas)(set))
    monkeypatch.setattr(novedad, "COMPLETO", False)


def test_cambia_lo_que_axe_juzga_y_no_las_palabras(navegador: "Browser") -> None:
    pagina = navegador.new_page()
    pagina.set_content(BASE)
    assert revisar(pagina) == [] and novedad.trae_algo_nuevo(pagina, "prueba")
    for igual in IGUALES:
        pagina.set_content(igual)
        assert not novedad.trae_algo_nuevo(pagina, "prueba")
    calladas = set()
    for cual, cambio in DISTINTAS.items():
        pagina.set_content(BASE.replace(*cambio))
        if not novedad.trae_algo_nuevo(pagina, "prueba"):
            calladas.add(cual)
    assert calladas == set()
    pagina.set_content(BASE.replace(*DISTINTAS["sin etiqueta"]))
    assert any("label" in falta for falta in revisar(pagina)), "after a clean page, a fault is still found"
    pagina.close()
