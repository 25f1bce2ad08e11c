"""Every error that the account pages can show, in a real browser: words, focus, and a picture to look at (DISENO 6.4).

``FOTOS=<folder>`` keeps the pictures; without it only the words and the width of the page are judged.
"""

import os
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from cuentas.documento.actions import decidir_documento, enviar_documento
from cuentas.tests import ayudas
from cuentas.tests.test_documento import foto
from cuentas.tests.test_recuperacion import pedir as pedir_recuperacion
from cuentas.tests.test_recuperacion import ruta_de
from nucleo.archivos.muestras import docx, jpg
from portal.demostracion import fabricas
from tests.e2e.revision import desborde, revisar
from tests.personas import CLAVE, ELENA, MARTA, crear

if TYPE_CHECKING:
    from playwright.sync_api import Page

FOTOS = os.environ.get("FOTOS", "")
OTRA = "una contraseña que no es la suya"
Paso = Callable[["Page"], None]


def _llenar(pagina: "Page", **campos: str) -> None:
    for nombre, valor in campos.items():
        pagina.locator(f"[name={nombre}]").first.fill(valor)


def _boton(pagina: "Page", nombre: str) -> None:
    pagina.get_by_role("button", name=nombre, exact=True).click()


def _entrar(pagina: "Page", llega: str = "**/inicio/") -> None:
    pagina.goto("/ingresar/")
    _llenar(pagina, documento=ELENA.documento, clave=CLAVE)
    _boton(pagina, "Ingresar")
    pagina.wait_for_url(llega)


def _clave_mala(pagina: "Page") -> None:
    pagina.goto("/ingresar/")
    _llenar(pagina, documento=ELENA.documento, clave=OTRA)
    _boton(pagina, "Ingresar")


def _con_captcha_malo(pagina: "Page") -> None:
    for _ in range(2):
        _clave_mala(pagina)
    _clave_mala(pagina)
    _llenar(pagina, clave=CLAVE, captcha_1="noesese")
    _boton(pagina, "Ingresar")


def _demasiados(pagina: "Page") -> None:
    from django.test import Client

    for _ in range(5):
        datos = {"perfil": "solicitante", "documento": ELENA.documento, "clave": OTRA}
        cliente = Client()
        cliente.post("/ingresar/", datos | _imagen(cliente, datos), REMOTE_ADDR="127.0.0.1")
    _clave_mala(pagina)  # which now shows the picture
    _llenar(pagina, clave=OTRA, captcha_1=ayudas.de_la_pagina(pagina.content())["captcha_1"])
    _boton(pagina, "Ingresar")


def _imagen(cliente: Any, datos: dict[str, str]) -> dict[str, str]:
    pagina = cliente.post("/ingresar/", datos | {"otro_codigo": "1"}, REMOTE_ADDR="127.0.0.1").content.decode()
    return ayudas.de_la_pagina(pagina) if "captcha_0" in pagina else {}


def _registro_lleno(pagina: "Page", **cambios: str) -> None:
    pagina.goto("/registro/")
    datos = ayudas.registro(**cambios)
    for campo in ("documento", "nombres", "apellidos", "email", "celular", "clave", "clave2"):
        pagina.locator(f"[name={campo}]").fill(datos[campo])
    _llenar(pagina, captcha_1="noesese")
    _boton(pagina, "Registrarme")


def _enlace(pagina: "Page", ruta: str) -> None:
    pagina.goto(ruta)


def _clave_nueva_mala(pagina: "Page") -> None:
    from django.test import Client

    pedir_recuperacion(Client())
    pagina.goto(ruta_de())
    _llenar(pagina, clave="corta", clave2="otra")
    _boton(pagina, "Cambiar contraseña")


def _cambio_de_clave(pagina: "Page") -> None:
    _entrar(pagina)
    pagina.goto("/perfil/clave/")
    _llenar(pagina, actual=OTRA, clave="siete lagos del sur 26", clave2="siete lagos del sur 26")
    _boton(pagina, "Cambiar la contraseña")


def _contacto(pagina: "Page") -> None:
    _entrar(pagina)
    pagina.goto("/perfil/contacto/")
    pagina.locator("#correo_correo").fill("no es un correo")
    _boton(pagina, "Enviar el código al correo nuevo")


def _codigo_de_contacto(pagina: "Page") -> None:
    _entrar(pagina)
    pagina.goto("/perfil/contacto/correo/")
    _llenar(pagina, codigo="000000")
    _boton(pagina, "Cambiar mi correo")


def _documento_que_no_sirve(pagina: "Page") -> None:
    _entrar(pagina)
    pagina.goto("/perfil/documento/")
    archivo = {"name": "cédula con un nombre muy largo que no cabe en un teléfono.docx", "mimeType": "x/y"}
    pagina.locator("[name=documento]").set_input_files({**archivo, "buffer": docx()})
    _boton(pagina, "Enviar documento")


CASOS: dict[str, tuple[Paso, str]] = {
    "ingreso-vacio": (lambda p: (_enlace(p, "/ingresar/"), _boton(p, "Ingresar"))[0], "Escribe tu RUT"),
    "ingreso-clave": (_clave_mala, "El RUT, la contraseña o el perfil no coinciden."),
    "ingreso-captcha": (_con_captcha_malo, "El código de la imagen no corresponde"),
    "ingreso-limite": (_demasiados, "Demasiados intentos. Espera"),
    "registro-vacio": (lambda p: (_enlace(p, "/registro/"), _boton(p, "Registrarme"))[0], "Escribe tus nombres"),
    "registro-rut": (lambda p: _registro_lleno(p, documento="12.345.678-9"), "El dígito verificador no corresponde"),
    "registro-fijo": (lambda p: _registro_lleno(p, celular="+56 2 2345 6789"), "celular"),
    "registro-claves": (lambda p: _registro_lleno(p, clave="corta"), "12 caracteres"),
    "registro-captcha": (_registro_lleno, "El código de la imagen no corresponde"),
    "activacion-enlace": (lambda p: _enlace(p, "/activacion/nada/"), "Este enlace ya no sirve"),
    "recuperacion-vacia": (
        lambda p: (_enlace(p, "/recuperacion/"), _boton(p, "Recuperar contraseña"))[0], "Escribe tu RUT"),
    "recuperacion-enlace": (lambda p: _enlace(p, "/recuperacion/nada/"), "Este enlace ya no sirve"),
    "recuperacion-clave": (_clave_nueva_mala, "12 caracteres"),
    "perfil-clave": (_cambio_de_clave, "Esa no es tu contraseña actual."),
    "perfil-contacto": (_contacto, "Escribe un correo como nombre@ejemplo.cl"),
    "perfil-codigo": (_codigo_de_contacto, "El código no es correcto o ya no sirve. Pide otro."),
    "perfil-documento": (_documento_que_no_sirve, "debe ser del tipo JPG, PNG o PDF"),
}  # fmt: skip


def _ver(pagina: "Page", nombre: str) -> None:
    if FOTOS:
        medida = pagina.viewport_size or {"width": 0}
        pagina.screenshot(path=str(Path(FOTOS) / f"{nombre}-{medida['width']}.png"), full_page=True)


@pytest.mark.req("A-04")
@pytest.mark.parametrize("nombre", CASOS)
def test_el_error_se_dice_y_cabe(abrir: Any, nombre: str) -> None:
    """At 360 px without JavaScript, where least helps; then as wide as a desk. The other half: --completo."""
    crear(ELENA)
    _juzgar(abrir(ancho="telefono", javascript=False), nombre)


@pytest.mark.completo
@pytest.mark.req("A-04")
@pytest.mark.parametrize("nombre", CASOS)
def test_el_error_se_dice_con_javascript(abrir: Any, nombre: str) -> None:
    crear(ELENA)
    pagina = abrir()
    _juzgar(pagina, nombre)
    if pagina.locator(".errores").count():
        assert pagina.locator(".errores").evaluate("e => e === document.activeElement"), "focus on the summary"


def _juzgar(pagina: "Page", nombre: str) -> None:
    paso, dice = CASOS[nombre]
    paso(pagina)
    principal = pagina.locator("main")
    principal.get_by_text(dice).first.wait_for()
    _ver(pagina, nombre)
    if "enlace" not in nombre:
        assert pagina.title().startswith("Error: ")
        assert pagina.locator(".errores a").first.is_visible()
    # Passwords are not sent back; everything else typed is.
    assert all(not valor for valor in (c.input_value() for c in pagina.locator("input[type=password]").all()))
    sobran = {ancho: desborde(pagina, ancho) for ancho in (320, 360, 1280)}
    assert sobran == {320: 0, 360: 0, 1280: 0}


@pytest.mark.req("A-04", "A-17", "L-13")
def test_el_documento_y_mis_datos_se_ven_bien(abrir: Any) -> None:
    elena, marta = crear(ELENA), crear(MARTA)
    fabricas.enviada(elena)
    documento = enviar_documento(actor=elena, archivo=foto(elena))
    decidir_documento(actor=marta, documento=documento, decision="no-legible", motivo="El reflejo tapa el número")
    pagina = abrir(bypass_csp=True)
    _entrar(pagina, llega="**/perfil/documento/**")
    assert pagina.get_by_text("NO LEGIBLE", exact=True).is_visible()
    hallado = {}
    for nombre, ruta in (("inicio-no-legible", "/inicio/"), ("documento", "/perfil/documento/"),
                         ("mis-datos", "/perfil/datos/"), ("perfil", "/perfil/")):  # fmt: skip
        pagina.goto(ruta)
        for resumen in pagina.locator("main details > summary").all():
            if resumen.is_visible():  # that of the filters is for phones
                resumen.click()
        hallado[ruta] = revisar(pagina)
        for ancho in (1280, 360):
            pagina.set_viewport_size({"width": ancho, "height": 800})
            _ver(pagina, nombre)
    assert hallado == dict.fromkeys(hallado, [])
    pagina.goto("/perfil/")
    pagina.get_by_role("main").get_by_role("link", name="Mis datos").click()
    with pagina.expect_download() as descarga:
        pagina.get_by_role("link", name="Descargar mis datos").click()
    assert descarga.value.suggested_filename.endswith(".json")
    pagina.get_by_role("link", name="Subir otra foto").click()
    pagina.locator("[name=documento]").set_input_files(
        {"name": "cedula.jpg", "mimeType": "image/jpeg", "buffer": jpg(texto="nueva")}
    )
    _boton(pagina, "Enviar el nuevo")
    pagina.get_by_text("Recibimos tu documento de identidad.").wait_for()
    assert not pagina.get_by_text("NO LEGIBLE", exact=True).count()
    _ver(pagina, "documento-enviado")
