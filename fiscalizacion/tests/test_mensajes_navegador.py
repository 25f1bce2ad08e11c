"""The editor of a message in a real browser: typed, previewed, stored, brought back (F-05, DISENO 7.5)."""

from typing import Any

import pytest
from playwright.sync_api import expect

from tests.cliente import sesion_de
from tests.e2e.revision import Abrir, escuchar_politica, revisar
from tests.personas import SONIA, crear

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.req("F-05")]


def test_editar_probar_y_restaurar(abrir: Abrir, servidor: Any) -> None:
    pagina, faltas = abrir(), []
    quejas = escuchar_politica(pagina)
    pagina.context.add_cookies([{"name": "sesion", "value": sesion_de(crear(SONIA)), "url": servidor.url}])
    pagina.goto("/mensajes/")
    faltas += revisar(pagina)
    pagina.get_by_role("link", name="Acuse de recibo").first.click()
    asunto, cuerpo, previa = pagina.get_by_label("Asunto"), pagina.get_by_label("Mensaje"), pagina.locator("#previa")
    asunto.fill("Llegó tu solicitud")
    asunto.press("Home")
    pagina.get_by_role("button", name="{folio}").click()
    expect(asunto).to_have_value("{folio}Llegó tu solicitud")
    expect(asunto).to_be_focused()
    expect(previa).to_contain_text("LA189Llegó tu solicitud")
    cuerpo.fill("Hola: <b>tu</b> {foolio}")
    expect(previa).to_contain_text("¿Quisiste escribir {folio}?")
    expect(previa).to_contain_text("<b>tu</b>")
    faltas += revisar(pagina)
    pagina.get_by_role("button", name="Grabar mensaje").click()
    expect(pagina.locator(".errores")).to_be_focused()
    faltas += revisar(pagina)
    cuerpo.fill("Hola, ")
    pagina.get_by_role("button", name="{nombre}").click()
    pagina.get_by_role("button", name="Enviarme una prueba").click()
    expect(pagina.get_by_text("Enviamos la prueba a")).to_be_visible()
    pagina.get_by_role("button", name="Grabar mensaje").click()
    expect(pagina.get_by_text("Grabamos el mensaje.")).to_be_visible()
    expect(pagina.locator(".encabezado").get_by_text("Modificado")).to_be_visible()
    pagina.get_by_role("link", name="Restaurar el mensaje original").click()
    faltas += revisar(pagina)
    pagina.get_by_role("button", name="Restaurar el mensaje original").click()
    pagina.get_by_role("link", name="Versiones anteriores").click()
    faltas += revisar(pagina)
    pagina.get_by_role("link", name="Usar esta versión 1").click()
    expect(cuerpo).to_have_value("Hola, {nombre}")
    assert (faltas, quejas) == ([], [])
