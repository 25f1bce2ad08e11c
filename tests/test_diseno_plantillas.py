"""What no template, script or sheet may hold, and that all they name exists (DISENO 2, 10, 12)."""

import gzip
import hashlib
import json
import re
from pathlib import Path

import pytest

RAIZ = Path(__file__).parent.parent
ESTATICOS = RAIZ / "static"
# Mails are read by mail programs, which know no sheet of ours: their tests are in nucleo/avisos.
PLANTILLAS = sorted(ruta for ruta in (RAIZ / "templates").rglob("*.html") if "avisos/correo.html" not in str(ruta))
GUIONES = sorted((ESTATICOS / "js").glob("*.js"))
HOJA = ESTATICOS / "css/portal.css"
PROHIBIDO = {
    "un atributo style": r"\sstyle\s*=",
    "un guion en la página": r"<script(?![^>]*\ssrc=)[^>]*>",
    "una hoja en la página": r"<style\b",
    "un atributo de evento": r"<[^>]*\son[a-z]+\s*=",
    "hx-on": r"hx-on",
    "un filtro de evento de htmx": r"hx-trigger=\"[^\"]*\[",
    "un recurso de otro sitio": r"<(?:script|link|img|iframe|source|use)\b[^>]*(?:src|href)=[\"']?(?:https?:)?//",
    "javascript:": r"javascript:",
    "un enlace que dice aquí": r">\s*aquí\s*</a>",
    "el atributo required": r"<(?:input|select|textarea)[^>]*\srequired",
}


def _nombre(ruta: Path) -> str:
    return str(ruta.relative_to(RAIZ))


@pytest.mark.parametrize("ruta", PLANTILLAS, ids=_nombre)
def test_la_plantilla_cumple_la_politica(ruta: Path) -> None:
    texto = re.sub(r"{% comment %}.*?{% endcomment %}|{#.*?#}", "", ruta.read_text(), flags=re.DOTALL)
    hallado = [que for que, patron in PROHIBIDO.items() if re.search(patron, texto, re.IGNORECASE)]
    assert not hallado


@pytest.mark.parametrize(
    "texto",
    [
        '<p style="x">',
        "<script>1</script>",
        '<a onclick="x">',
        '<p hx-on:click="x">',
        '<img src="//otro/x">',
        '<script src="https://otro/x.js">',
        '<a href="javascript:1">',
        '<a href="/x"> aquí </a>',
        "<style>p{}</style>",
    ],
)
def test_la_regla_ve_lo_que_prohibe(texto: str) -> None:
    assert any(re.search(patron, texto, re.IGNORECASE) for patron in PROHIBIDO.values())


def test_cada_icono_nombrado_esta_en_el_pliego() -> None:
    pliego = set(re.findall(r'<symbol id="([\w-]+)"', (ESTATICOS / "img/iconos.svg").read_text()))
    assert pliego == set((ESTATICOS / "img/iconos.txt").read_text().split())
    usados = {icono for ruta in PLANTILLAS for icono in re.findall(r'{% icono "([\w-]+)"', ruta.read_text())}
    assert usados <= pliego


def test_los_iconos_de_los_datos_estan_en_el_pliego() -> None:
    from catalogo.semaforo import ICONOS
    from portal.navegacion import MENUS
    from solicitudes.estados import Estado

    pliego = set((ESTATICOS / "img/iconos.txt").read_text().split())
    assert {estado.icono for estado in Estado} | set(ICONOS.values()) <= pliego
    assert {entrada.icono for menu in MENUS.values() for entrada in menu} <= pliego


def test_lo_copiado_de_npm_es_lo_que_dice_el_manifiesto() -> None:
    manifiesto = json.loads((ESTATICOS / "vendor/MANIFIESTO.json").read_text())
    for entrada in manifiesto:
        assert hashlib.sha256((ESTATICOS / entrada["archivo"]).read_bytes()).hexdigest() == entrada["sha256"]
        assert entrada["licencia"]
    anotados = {entrada["archivo"] for entrada in manifiesto}
    presentes = {str(ruta.relative_to(ESTATICOS)) for ruta in (ESTATICOS / "vendor").rglob("*") if ruta.is_file()}
    assert presentes - {"vendor/MANIFIESTO.json"} <= anotados


def test_todo_url_de_la_hoja_existe() -> None:
    urls = re.findall(r'url\("([^"]+)"\)', HOJA.read_text())
    assert urls
    assert [url for url in urls if not (HOJA.parent / url).resolve().is_file()] == []


def test_los_pesos_caben_en_su_presupuesto() -> None:
    def peso(*rutas: Path) -> int:
        return sum(len(gzip.compress(ruta.read_bytes(), 9)) for ruta in rutas)

    assert peso(ESTATICOS / "vendor/bootstrap/bootstrap.min.css", HOJA) <= 45_000
    assert peso(ESTATICOS / "vendor/htmx/htmx.min.js", *GUIONES) <= 30_000
    letras = sum(ruta.stat().st_size for ruta in (ESTATICOS / "vendor").rglob("*.woff2"))
    assert 0 < letras <= 80_000


@pytest.mark.parametrize("ruta", GUIONES, ids=_nombre)
def test_el_guion_es_corto_y_no_evalua(ruta: Path) -> None:
    texto = ruta.read_text()
    assert texto.count("\n") <= 80
    assert not re.search(r"\beval\(|new Function|\.style\b|document\.write|insertAdjacentHTML|outerHTML", texto)


def test_cada_guion_se_carga_una_vez() -> None:
    """By the base of all pages, or by the one page that has use for it."""
    plantillas = "".join(ruta.read_text() for ruta in (RAIZ / "templates").rglob("*.html"))
    importados = {nombre for ruta in GUIONES for nombre in re.findall(r'from "\./([\w]+\.js)"', ruta.read_text())}
    cargados = re.findall(r'static "js/([\w-]+\.js)"', plantillas)
    assert sorted(cargados) == sorted({ruta.name for ruta in GUIONES} - importados)


def test_los_nombres_de_los_estados_se_escriben_una_sola_vez() -> None:
    """The rest of the code asks ``Estado``: a label typed twice is a label that will differ."""
    from solicitudes.estados import Estado

    # The sample value of the placeholder {estado}: nucleo stands left of solicitudes and may not import it.
    muestras = {"nucleo/avisos/mensajes.py"}
    largos = [estado.etiqueta for estado in Estado if " " in estado.etiqueta]
    fuentes = [
        ruta
        for carpeta in ("nucleo", "catalogo", "cuentas", "solicitudes", "pagos", "fiscalizacion", "portal")
        for ruta in (RAIZ / carpeta).rglob("*.py")
        if not {"tests", "migrations"} & set(ruta.parts)
    ]
    for etiqueta in largos:
        donde = [
            _nombre(ruta)
            for ruta in [*fuentes, *PLANTILLAS]
            if f'"{etiqueta}"' in ruta.read_text() or f">{etiqueta}<" in ruta.read_text()
        ]
        assert set(donde) - muestras == {"solicitudes/estados.py"}, etiqueta
