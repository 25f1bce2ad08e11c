"""The account flows in a real browser, with and without JavaScript, at 1280 and 360 px (A-04, A-06, A-08, A-09)."""

import os
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from captcha.models import CaptchaStore

from cuentas.models import Usuario
from cuentas.tests import ayudas
from tests.e2e.revision import recorrer_con_tab, revisar
from tests.personas import CLAVE, ELENA, crear

if TYPE_CHECKING:
    from playwright.sync_api import Page

NUEVA = "siete ulmos en la lluvia"
FOTOS = os.environ.get("FOTOS", "")
# Two ends in every run, the other two with --completo.
MODOS = pytest.mark.parametrize(
    ("ancho", "javascript"),
    [
        pytest.param("escritorio", True, id="1280-js"),
        pytest.param("telefono", False, id="360-sin-js"),
        pytest.param("telefono", True, id="360-js", marks=pytest.mark.completo),
        pytest.param("escritorio", False, id="1280-sin-js", marks=pytest.mark.completo),
    ],
)


def _captcha(pagina: "Page") -> None:
    clave = pagina.locator("[name=captcha_0]").input_value().partition(":")[0]
    pagina.locator("[name=captcha_1]").fill(CaptchaStore.objects.get(hashkey=clave).response)


def _mirar(pagina: "Page", nombre: str) -> None:
    """No horizontal scroll; a picture for whoever asks for one."""
    if FOTOS:
        ancho = pagina.viewport_size["width"]
        # Hiding the caret would leave a style attribute on the box, which htmx copies and the policy reports.
        pagina.screenshot(path=str(Path(FOTOS) / f"{nombre}-{ancho}.png"), full_page=True, caret="initial")


@pytest.fixture
def consola() -> list[str]:
    return []


def _vigilar(pagina: "Page", consola: list[str]) -> None:
    pagina.on("console", lambda m: consola.append(m.text) if "Content Security Policy" in m.text else None)


@pytest.mark.req("A-04", "A-06", "A-08", "A-13")
@MODOS
def test_registrarse_y_activar(abrir: Any, consola: list[str], ancho: str, javascript: bool) -> None:
    pagina = abrir(ancho=ancho, javascript=javascript)
    _vigilar(pagina, consola)
    pagina.goto("/ingresar/")
    _mirar(pagina, "ingresar")
    pagina.get_by_role("link", name="Crea una cuenta").click()
    _mirar(pagina, "registro")
    pagina.get_by_role("button", name="Registrarme").click()
    pagina.get_by_role("heading", name=re.compile("Hay .* problemas")).wait_for()
    _mirar(pagina, "registro-errores")
    datos = ayudas.registro()
    for campo in ("documento", "nombres", "apellidos", "email", "celular", "clave", "clave2"):
        pagina.locator(f"[name={campo}]").fill(datos[campo])
    pagina.locator("[name=consiente]").check()
    antes = pagina.locator("[name=captcha_0]").input_value()
    pagina.get_by_role("button", name="Mostrar otro código").click()
    if javascript:
        pagina.wait_for_function("v => document.querySelector('[name=captcha_0]').value !== v", arg=antes)
    assert pagina.locator("[name=captcha_0]").input_value() != antes
    assert pagina.locator("[name=nombres]").input_value() == "Nadia"
    if not javascript:
        for campo in ("clave", "clave2"):
            pagina.locator(f"[name={campo}]").fill(datos[campo])
    _captcha(pagina)
    pagina.locator("[name=captcha_1]").press("Enter")  # Enter must send the form, not ask for another picture
    pagina.get_by_role("heading", name="Hemos recibido tu solicitud de registro").wait_for()
    _mirar(pagina, "recibido")
    pagina.get_by_text("No me llegó el correo").click()
    assert pagina.get_by_text(re.compile(r"Podrás pedir otro en \d+ s")).is_visible()
    if javascript:
        antes = pagina.locator("[data-cuenta-atras] span").inner_text()
        pagina.wait_for_function("n => document.querySelector('[data-cuenta-atras] span').textContent !== n", arg=antes)
    pagina.get_by_role("button", name="Enviar de nuevo el correo").click()
    assert pagina.get_by_text(re.compile("Espera .* segundos para pedir otro")).is_visible()
    pagina.locator("[name=codigo]").fill("000000")
    pagina.get_by_role("button", name="Activar mi cuenta").click()
    pagina.get_by_role("heading", name="Hay 1 problema").wait_for()
    _mirar(pagina, "recibido-codigo-malo")
    pagina.locator("[name=codigo]").fill(ayudas.cifra("activacion"))
    pagina.get_by_role("button", name="Activar mi cuenta").click()
    pagina.get_by_text("Tu cuenta está activa.").wait_for()
    _mirar(pagina, "activa")
    assert not consola


@pytest.mark.req("A-04", "A-09")
@MODOS
def test_recuperar_y_entrar(abrir: Any, consola: list[str], ancho: str, javascript: bool) -> None:
    crear(ELENA)
    pagina = abrir(ancho=ancho, javascript=javascript)
    _vigilar(pagina, consola)
    pagina.goto("/ingresar/")
    pagina.get_by_role("link", name="¿Se te olvidó tu contraseña?").click()
    pagina.locator("[name=documento]").fill(ELENA.documento)
    _captcha(pagina)
    _mirar(pagina, "recuperacion")
    pagina.get_by_role("button", name="Recuperar contraseña").click()
    pagina.get_by_role("heading", name="Hemos recibido tu solicitud, no olvides revisar tu correo").wait_for()
    from cuentas.tests.test_recuperacion import ruta_de

    pagina.goto(ruta_de())
    assert pagina.url.endswith("/recuperacion/nueva-clave/")
    for campo in ("clave", "clave2"):
        pagina.locator(f"[name={campo}]").fill(NUEVA)
    _mirar(pagina, "nueva-clave")
    pagina.get_by_role("button", name="Cambiar contraseña").click()
    pagina.get_by_text("Tu contraseña cambió. Cerramos tus otras sesiones.").wait_for()
    for clave in (CLAVE, CLAVE, NUEVA):
        pagina.locator("[name=documento]").fill(ELENA.documento)
        pagina.locator("[name=clave]").fill(clave)
        if pagina.locator("[name=captcha_0]").count():
            _mirar(pagina, "ingresar-captcha")
            _captcha(pagina)
        pagina.get_by_role("button", name="Ingresar", exact=True).click()
    pagina.wait_for_url("**/inicio/")
    assert Usuario.objects.get().check_password(NUEVA) and not consola


@pytest.mark.req("A-04", "A-06", "A-09")
def test_recuperar_sin_leer_la_imagen(abrir: Any, consola: list[str]) -> None:
    crear(ELENA)
    pagina = abrir(ancho="telefono", javascript=False)
    _vigilar(pagina, consola)
    pagina.goto("/recuperacion/")
    pagina.locator("[name=documento]").fill(ELENA.documento)
    pagina.get_by_role("button", name="Recibe un código en tu correo").click()
    pagina.locator("[name=codigo]").fill(ayudas.cifra("recuperacion-codigo"))
    _mirar(pagina, "recuperacion-codigo")
    pagina.locator("[name=codigo]").press("Enter")
    pagina.get_by_role("heading", name="Hemos recibido tu solicitud, no olvides revisar tu correo").wait_for()
    assert not consola


@pytest.mark.req("A-04")
@pytest.mark.parametrize("ruta", ["/registro/", "/registro/?empresa=1", "/recuperacion/", "/registro/recibido/"])
def test_las_pantallas_pasan_la_revision(abrir: Any, ruta: str) -> None:
    """DISENO 12, empty and with errors."""
    pagina = abrir()
    pagina.goto(ruta)
    for _ in ("vacía", "con errores"):
        assert revisar(pagina) == []
        assert recorrer_con_tab(pagina) == []
        enviar = pagina.get_by_role("button", name=re.compile("^(Registrarme|Recuperar)"))
        if not enviar.count():
            break
        enviar.click()
        pagina.get_by_role("heading", name=re.compile("Hay ")).wait_for()
