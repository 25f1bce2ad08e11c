"""The second manual in a browser, step by step: each function leaves the page where the next one begins.

``registrarse_con_dni`` ends signed in, with both codes right, on the page that a completed registration opens.
"""

import re
from typing import TYPE_CHECKING, Any

from captcha.models import CaptchaStore

from cuentas.models import Usuario
from cuentas.tests import ayudas
from tests.personas import CLAVE

if TYPE_CHECKING:
    from playwright.sync_api import Page

DNI, DNI_MOSTRADO = "20123456", "20.123.456"
CELULAR, E164 = "264 412 3456", "+5492644123456"
CORREO = "juana@ejemplo.cl"
LLAVE = f"solicitante:DNI:{DNI}"


def ofrecer_dni(settings: Any) -> None:
    """The settings of a portal for the second manual: both documents, SMS, and the picture at every sign-in."""
    settings.DOCUMENTOS_IDENTIDAD = ["RUT", "DNI"]
    settings.SMS_URL = "disco://"
    settings.CAPTCHA_INGRESO = "siempre"


def registrarse_con_dni(pagina: "Page") -> Usuario:
    """From the start page to the first page of the account. Needs ``ofrecer_dni``."""
    llenar_registro(pagina)
    escribir_captcha(pagina)
    pagina.get_by_role("button", name="Registrarme").click()
    pagina.get_by_role("heading", name="Hemos recibido tu solicitud de registro").wait_for()
    return activar_con_los_dos_codigos(pagina)


def llenar_registro(pagina: "Page") -> None:
    """The number before its type, as people do: what was written as a RUT must become a DNI again."""
    pagina.goto("/")
    pagina.get_by_role("region", name="Usuarios registrados").get_by_role("link", name="Crear una cuenta").click()
    pagina.get_by_label("Número de documento").fill(DNI)
    pagina.get_by_label("Nombres").fill("Juana")  # leaving the box lets the script write it
    pagina.get_by_role("radio", name="DNI").check()
    pagina.get_by_label("Apellidos").fill("Ríos Leiva")
    pagina.get_by_label("E-mail").fill(CORREO)
    pagina.locator("#id_celular").fill(CELULAR)
    for campo in ("clave", "clave2"):
        pagina.locator(f"[name={campo}]").fill(CLAVE)
    pagina.locator("[name=consiente]").check()


def activar_con_los_dos_codigos(pagina: "Page") -> Usuario:
    pagina.get_by_label("Código de 6 números").fill(ayudas.cifra("activacion"))
    pagina.get_by_role("button", name="Activar mi cuenta").click()
    pagina.get_by_role("heading", name="Verifica tu celular").wait_for()
    pagina.get_by_label("Código de 6 números").fill(ayudas.cifra("celular-nuevo"))
    pagina.get_by_role("button", name="Confirmar mi celular").click()
    pagina.get_by_text("Verificaste tu celular.").wait_for()
    return Usuario.objects.get(clave_de_ingreso=LLAVE)


def ingresar_con_dni(pagina: "Page", clave: str = CLAVE) -> None:
    """Signs in by the form; solves the picture where the setting asks for it always."""
    pagina.goto("/ingresar/")
    pagina.get_by_role("radio", name="DNI").check()
    pagina.get_by_label("Número de documento").fill(DNI)
    pagina.get_by_label("Contraseña", exact=True).fill(clave)
    if pagina.locator("[name=captcha_0]").count():
        escribir_captcha(pagina)
    pagina.locator("main").get_by_role("button", name="Ingresar", exact=True).click()


def escribir_captcha(pagina: "Page") -> None:
    clave = pagina.locator("[name=captcha_0]").input_value().partition(":")[0]
    pagina.locator("[name=captcha_1]").fill(CaptchaStore.objects.get(hashkey=clave).response)


def salir(pagina: "Page") -> None:
    """By the name at the top right, as both manuals show (A-18)."""
    pagina.locator("details.usuario summary").click()
    pagina.get_by_role("button", name="Cerrar sesión").click()
    pagina.get_by_text(re.compile("Ud. ha cerrado sesión")).wait_for()
