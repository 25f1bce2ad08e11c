"""The second manual, pages I to V of the account, with a DNI on a phone (A-10, A-11, A-13, A-14, A-17, U-11, U-12)."""

import re
from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import expect

from cuentas import codigos
from cuentas.models import Codigo
from nucleo.avisos.despacho import despachar
from tests.e2e import autogestion
from tests.e2e.recorrido import Camara
from tests.e2e.revision import escuchar_politica, revisar
from tests.personas import CLAVE

if TYPE_CHECKING:
    from playwright.sync_api import Page


@pytest.fixture
def con_dni(settings: Any) -> None:
    autogestion.ofrecer_dni(settings)


@pytest.mark.req("A-10", "A-11", "A-13", "A-14", "A-17", "A-18", "A-21", "U-11", "U-12")
def test_de_crear_una_cuenta_con_dni_a_editar_los_datos(telefono: "Page", con_dni: None, mailoutbox: list[Any]) -> None:
    politica, camara = escuchar_politica(telefono), Camara("autogestion-cuenta")
    autogestion.llenar_registro(telefono)
    documento = telefono.get_by_label("Número de documento")
    expect(documento).to_have_value(autogestion.DNI_MOSTRADO)
    telefono.locator("#id_celular").fill("0264 15 412 3456")  # as it is dialled there
    autogestion.escribir_captcha(telefono)
    telefono.get_by_role("button", name="Registrarme").click()
    expect(telefono.locator("#id_celular_error")).to_contain_text("+54 9 264 412-3456")
    expect(documento).to_have_value(re.compile("20.?123.?456"))
    camara.tomar(telefono, "celular-con-0-y-15")
    telefono.locator("#id_celular").fill(autogestion.CELULAR)
    for campo in ("clave", "clave2"):
        telefono.locator(f"[name={campo}]").fill(CLAVE)
    autogestion.escribir_captcha(telefono)
    telefono.get_by_role("button", name="Registrarme").click()
    telefono.get_by_role("heading", name="Hemos recibido tu solicitud de registro").wait_for()
    camara.tomar(telefono, "recibido")
    usuario = autogestion.activar_con_los_dos_codigos(telefono)
    assert usuario.celular == autogestion.E164 and usuario.celular_verificado_en is not None
    camara.tomar(telefono, "primera-pagina")
    autogestion.salir(telefono)
    autogestion.ingresar_con_dni(telefono)
    telefono.wait_for_url("**/inicio/")
    _cambiar_de_celular(telefono, camara)
    despachar()
    _leer_las_notificaciones(telefono, camara)
    assert not politica


def _cambiar_de_celular(pagina: "Page", camara: Camara) -> None:
    pagina.goto("/perfil/contacto/")
    pagina.get_by_label("Celular nuevo").fill("11 2345 6789")
    pagina.locator("#celular_actual").fill(CLAVE)
    pagina.get_by_role("button", name="Enviar el código", exact=True).click()
    pagina.get_by_role("heading", name="Escribe el código").wait_for()
    camara.tomar(pagina, "codigo-del-celular-nuevo")
    assert revisar(pagina) == []
    _en_el_telefono(pagina)
    pagina.get_by_label("Código de 6 números").fill(codigos.cifra(Codigo.objects.latest("pk")))
    pagina.get_by_role("button", name="Confirmar mi celular").click()
    expect(pagina.locator("main")).to_contain_text("+54 9 11 2345-6789")


def _leer_las_notificaciones(pagina: "Page", camara: Camara) -> None:
    """Every notice of the walk is there, and no code of it."""
    cifras = {codigos.cifra(codigo) for codigo in Codigo.objects.all()}
    pagina.get_by_role("link", name="Notificaciones").first.click()
    pagina.get_by_role("heading", name="Notificaciones", exact=True).wait_for()
    lista = pagina.locator("main")
    expect(lista).to_contain_text("Te damos la bienvenida")
    expect(lista).to_contain_text("Código para tu celular")
    expect(lista).to_contain_text("SMS")
    assert revisar(pagina) == []
    _en_el_telefono(pagina)
    camara.tomar(pagina, "notificaciones")
    pagina.get_by_role("link", name="Código para tu celular").first.click()
    expect(lista).to_contain_text("lleva un código o un enlace")
    assert revisar(pagina) == []
    assert not [cifra for cifra in cifras if cifra in lista.inner_text()]
    pagina.goto("/perfil/avisos/")
    assert revisar(pagina) == []
    _en_el_telefono(pagina)
    pagina.get_by_label("Avisos por SMS").uncheck()
    pagina.get_by_role("button", name="Guardar").click()
    pagina.get_by_text("Guardamos tus preferencias.").wait_for()
    expect(pagina.get_by_label("Avisos por SMS")).not_to_be_checked()
    camara.tomar(pagina, "preferencias")


def _en_el_telefono(pagina: "Page") -> None:
    """``revisar`` leaves the page at its last width."""
    pagina.set_viewport_size({"width": 360, "height": 740})
