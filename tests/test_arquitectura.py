"""What the house forbids itself (STYLE.md, docs/arquitectura.md, seguridad.md 1), read from the code."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.conf import settings

RAIZ: Path = settings.BASE_DIR
SALAS = ("nucleo", "catalogo", "cuentas", "suministros", "solicitudes", "pagos", "fiscalizacion", "portal")
LARGO_DE_MODULO, LARGO_DE_FUNCION, LARGO_DE_VISTA = 300, 40, 25
# Each with its reason; who adds one writes why. A line that nobody needs any more fails too.
MODULOS_LARGOS = {
    "solicitudes/estados.py": "the whole process as one table of data, read from top to bottom",
}
FUNCIONES_LARGAS = {
    "nucleo/comun/templatetags/graficos.py: _barras": "one drawing: scale, axis and bars share every number",
}
VISTAS_LARGAS: dict[str, str] = {}


def _modulos() -> Iterator[tuple[str, str]]:
    for sala in SALAS:
        for ruta in sorted((RAIZ / sala).rglob("*.py")):
            if not {"tests", "migrations"} & set(ruta.relative_to(RAIZ).parts):
                yield ruta.relative_to(RAIZ).as_posix(), ruta.read_text(encoding="utf-8")


MODULOS = dict(_modulos())
ARBOLES = {ruta: ast.parse(fuente) for ruta, fuente in MODULOS.items()}


def _funciones(ruta: str) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    yield from (nodo for nodo in ast.walk(ARBOLES[ruta]) if isinstance(nodo, ast.FunctionDef | ast.AsyncFunctionDef))


def _largo(nodo: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """Lines of the body: neither signature nor docstring."""
    cuerpo = nodo.body
    if isinstance(cuerpo[0], ast.Expr) and isinstance(cuerpo[0].value, ast.Constant) and len(cuerpo) > 1:
        cuerpo = cuerpo[1:]
    return (cuerpo[-1].end_lineno or 0) - cuerpo[0].lineno + 1


def _es_vista(nodo: ast.FunctionDef | ast.AsyncFunctionDef) -> bool:
    nombres = {getattr(d.func if isinstance(d, ast.Call) else d, "id", "") for d in nodo.decorator_list}
    return bool(nombres & {"publica", "con_sesion", "solo"})


def _nombres(arbol: ast.AST) -> Iterator[str]:
    for nodo in ast.walk(arbol):
        if isinstance(nodo, ast.Name):
            yield nodo.id
        elif isinstance(nodo, ast.Attribute):
            yield nodo.attr
        elif isinstance(nodo, ast.alias):
            yield nodo.name.rpartition(".")[2]


def test_los_modulos_son_cortos() -> None:
    largos = {ruta for ruta, fuente in MODULOS.items() if fuente.count("\n") > LARGO_DE_MODULO}
    assert largos == set(MODULOS_LARGOS)


def test_las_funciones_son_cortas() -> None:
    largas = {
        f"{ruta}: {nodo.name}" for ruta in MODULOS for nodo in _funciones(ruta) if _largo(nodo) > LARGO_DE_FUNCION
    }
    assert largas == set(FUNCIONES_LARGAS)


def test_las_vistas_son_cortas() -> None:
    largas = {
        f"{ruta}: {nodo.name}" for ruta in MODULOS for nodo in _funciones(ruta)
        if _es_vista(nodo) and _largo(nodo) > LARGO_DE_VISTA
    }  # fmt: skip
    assert largas == set(VISTAS_LARGAS)


SENALES = {"pre_save", "post_save", "pre_delete", "post_delete", "m2m_changed", "pre_init", "post_init", "receiver"}


def test_ninguna_senal_de_modelos() -> None:
    """A signal hides who does what; the action says it."""
    assert {ruta for ruta, arbol in ARBOLES.items() if SENALES & set(_nombres(arbol))} == set()


def test_ningun_save_propio() -> None:
    """No logic in save(), delete() or clean() of a model: the database and the actions hold the rules."""
    propios = [
        f"{modelo.__name__}.{metodo}"
        for modelo in apps.get_models()
        if modelo.__module__.partition(".")[0] in SALAS
        for metodo in ("save", "delete", "full_clean", "clean", "save_base")
        if metodo in vars(modelo)
    ]
    assert propios == []


CACHES = ("cache_page", "UpdateCacheMiddleware", "FetchFromCacheMiddleware", "cache_control")


@pytest.mark.parametrize("prohibido", CACHES)
def test_ninguna_pagina_va_a_una_cache(prohibido: str) -> None:
    """V18: a private page from a cache is another person's page."""
    assert {ruta for ruta, arbol in ARBOLES.items() if prohibido in set(_nombres(arbol))} == set()
    assert not [clase for clase in settings.MIDDLEWARE if prohibido in clase]


def test_la_administracion_de_django_no_esta() -> None:
    """Nothing writes beside the actions (reglas.md 1)."""
    assert not apps.is_installed("django.contrib.admin")
    usos = ("contrib.admin", "contrib import admin")
    assert not [ruta for ruta, fuente in MODULOS.items() if any(uso in fuente for uso in usos)]


def test_el_captcha_no_tiene_modo_de_prueba() -> None:
    """V13: in its test mode the word PASSED opens every form."""
    from captcha.conf import settings as captcha

    assert captcha.CAPTCHA_TEST_MODE is False
    assert not [ruta for ruta, fuente in MODULOS.items() if "CAPTCHA_TEST_MODE =" in fuente]


def test_un_mensaje_pickle_no_se_abre() -> None:
    """V24: a poisoned broker hands no code to a worker."""
    import pickle

    from kombu.exceptions import ContentDisallowed
    from kombu.message import Message

    from portal.celery import app

    assert app.conf.accept_content == ["json"]
    assert app.conf.result_backend is None
    veneno = Message(
        body=pickle.dumps({"x": 1}), content_type="application/x-python-serialize", content_encoding="binary",
        accept={"application/json"},
    )  # fmt: skip
    with pytest.raises(ContentDisallowed):
        veneno.decode()


def test_las_acciones_llevan_nombre_y_actor() -> None:
    """One operation is one function, keyword-only, with an explicit actor; an action never sees a request."""
    malas = []
    for ruta in MODULOS:
        partes = ruta.split("/")
        if partes[-2] != "actions" and partes[-1] != "actions.py" or ruta.startswith("nucleo/"):
            continue
        for nodo in ARBOLES[ruta].body:
            if isinstance(nodo, ast.FunctionDef) and not nodo.name.startswith("_"):
                nombres = [a.arg for a in nodo.args.kwonlyargs]
                if "request" in nombres or "actor" in [a.arg for a in nodo.args.args]:
                    malas.append(f"{ruta}: {nodo.name}")
    # The guard that pages and actions share is no operation.
    assert malas == ["solicitudes/actions/aplicar.py: exigir"]


_PALABRAS_DE_LA_WEB = {"request", "HttpRequest", "render", "redirect"}


def test_lo_que_actua_no_conoce_la_web() -> None:
    malas = {
        ruta for ruta, arbol in ARBOLES.items()
        if (ruta.endswith("/actions.py") or "/actions/" in ruta) and not ruta.startswith("nucleo/")
        and _PALABRAS_DE_LA_WEB & set(_nombres(arbol))
    }  # fmt: skip
    assert malas == set()


def test_las_plantillas_no_traen_nada_en_linea() -> None:
    """HDR-1: what the CSP would refuse is found here first."""
    malo = re.compile(
        r"""\sstyle=|\son[a-z]+=|<script(?![^>]*\ssrc=)[^>]*>\s*\S|javascript:|hx-on|(?:src|href)="https?:"""
    )
    # Mail clients know no stylesheet of ours, and an address in a text is a link, not an asset.
    exentas = {"avisos/correo.html"}
    faltas: list[Any] = []
    for ruta in sorted((RAIZ / "templates").rglob("*.html")):
        nombre = ruta.relative_to(RAIZ / "templates").as_posix()
        faltas += [(nombre, h.group()) for h in malo.finditer(ruta.read_text()) if nombre not in exentas]
    assert faltas == []
