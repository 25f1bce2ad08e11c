"""The second manual in a browser, step by step: each function leaves the page where the next one begins.

``registrarse_con_dni`` ends signed in, with both codes right, on the page that a completed registration opens;
``asociar_suministro`` takes any signed-in page, with or without script, and ends on the page of the linked supply.
"""

import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

from captcha.models import CaptchaStore

from cuentas.models import Usuario
from cuentas.tests import ayudas
from nucleo.archivos import muestras
from nucleo.comun.templatetags.formatos import fecha_texto
from suministros.models import Suministro
from tests.e2e.recorrido import Camara
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


def asociar_suministro(
    pagina: "Page", suministro: Suministro, carpeta: Path, camara: Camara, *, con_guion: bool = True
) -> None:
    """From 'Mis suministros' to the page of the new link, by somebody who is not the holder and has sent no photo."""
    pagina.goto("/suministros/")
    pagina.get_by_role("link", name="Asociar suministro").click()
    pagina.get_by_role("heading", name="¿Qué suministro es?").wait_for()
    pagina.get_by_label("Distribuidora").select_option(label=str(suministro.distribuidora))
    pagina.get_by_label("N° de suministro").fill(suministro.numero)
    camara.tomar(pagina, "numero")
    pagina.get_by_role("button", name="Continuar").click()
    comprobar_factura(pagina, suministro, camara)
    adjuntar_papeles(pagina, carpeta, camara, con_guion)
    pagina.get_by_role("heading", name=f"¿Asociar el suministro {suministro.numero} a tu cuenta?").wait_for()
    camara.tomar(pagina, "confirmacion")
    pagina.get_by_role("button", name="Sí, asociar").click()
    pagina.get_by_role("heading", name="Suministro asociado").wait_for()
    camara.tomar(pagina, "asociado")
    pagina.get_by_role("link", name="Ver sus facturas").click()
    pagina.get_by_role("heading", name=f"Suministro {suministro.numero}").wait_for()
    camara.tomar(pagina, "suministro")


def comprobar_factura(pagina: "Page", suministro: Suministro, camara: Camara) -> None:
    """The one before last, as its paper prints it."""
    penultima = suministro.facturas.recientes_primero()[1]
    pagina.get_by_role("heading", name="Escribe los datos de una factura").wait_for()
    pagina.get_by_label("La penúltima").check()
    pagina.get_by_label("Monto total").fill(f"$ {penultima.monto}")
    pagina.get_by_label("Fecha de vencimiento").fill(fecha_texto(penultima.vence_el).replace("-", "/"))
    camara.tomar(pagina, "factura")
    pagina.get_by_role("button", name="Comprobar").click()


def adjuntar_papeles(pagina: "Page", carpeta: Path, camara: Camara, con_guion: bool) -> None:
    """With script each file is marked as soon as it is chosen; without, both travel with 'Continuar'."""
    pagina.get_by_text("Los datos de la factura coinciden").wait_for()
    for campo, contenido, nombre in (
        ("identidad", muestras.jpg(), "documento.jpg"),
        ("poder_suministro", muestras.pdf(), "poder.pdf"),
    ):
        ruta = carpeta / nombre
        ruta.write_bytes(contenido)
        pagina.locator(f"#id_{campo}").set_input_files(ruta)
        if con_guion:
            pagina.locator(f"#campo-{campo}").get_by_text("Subido").wait_for()
            pagina.locator(f"#campo-{campo}").get_by_role("link", name="Ver").wait_for()
    camara.tomar(pagina, "documentos")
    pagina.get_by_role("button", name="Continuar").last.click()
