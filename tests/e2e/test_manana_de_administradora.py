"""A morning of an administrator of SEC: a message, a holiday and a term change, and each effect is seen."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import pytest
from django.core import mail
from playwright.sync_api import Locator, Page, expect

from catalogo.models import Feriado
from catalogo.plazos import calendario_al_dia, vencimiento
from nucleo.avisos.despacho import despachar
from nucleo.comun.reloj import hoy
from nucleo.trabajos.ejecucion import ejecutar_pendientes
from portal.demostracion import fabricas
from solicitudes import recalculo
from solicitudes.estados import Tipo
from solicitudes.models import Solicitud
from tests.e2e.recorrido import Camara, ingresar
from tests.e2e.revision import escuchar_politica
from tests.personas import ELENA, SONIA, crear

FORMAS = [
    pytest.param(("escritorio", True), id="1280-con-js"),
    pytest.param(("telefono", False), id="360-sin-js", marks=pytest.mark.completo),
]
MOTIVO = "Ley de prueba publicada hoy"


@dataclass
class Despacho:
    """The administrator before the screen, and the request whose term she will move."""

    pagina: Page
    js: bool
    camara: Camara
    solicitud: Solicitud

    def pulsar(self, boton: str) -> None:
        self.pagina.get_by_role("button", name=boton).click()

    def abrir(self, enlace: str) -> None:
        self.pagina.get_by_role("link", name=enlace).first.click()

    def titulo(self, texto: str) -> None:
        expect(self.pagina.get_by_role("heading", level=1)).to_have_text(texto)

    @property
    def vence(self) -> date:
        self.solicitud.refresh_from_db()
        assert self.solicitud.vence_el
        return self.solicitud.vence_el

    def fila(self) -> Locator:
        return self.pagina.get_by_role("row", name=self.solicitud.folio)


@pytest.mark.req("F-05", "F-06", "L-01", "L-02")
@pytest.mark.parametrize("forma", FORMAS)
def test_la_manana_de_una_administradora(forma: tuple[str, bool], abrir: Callable[..., Page], servidor: Any) -> None:
    ancho, js = forma
    crear(SONIA)
    solicitud = fabricas.enviada(crear(ELENA), tipo=Tipo.INFORMACION)
    pagina = abrir(ancho=ancho, javascript=js)
    quejas = escuchar_politica(pagina)
    ingresar(pagina, SONIA)
    despacho = Despacho(pagina, js, Camara(f"administradora-{ancho}-{'con' if js else 'sin'}-js"), solicitud)

    _cambiar_el_mensaje(despacho)
    _agregar_un_feriado(despacho)
    _cambiar_el_plazo(despacho)
    _leer_la_historia(despacho)
    assert quejas == [] and list(recalculo.recalcular()) == []


def _cambiar_el_mensaje(despacho: Despacho) -> None:
    """That by which the applicant learns of a moved term."""
    pagina = despacho.pagina
    pagina.goto("/mensajes/plazo_recalculado/")
    pagina.get_by_label("Asunto").fill("{folio}: cambió tu plazo")
    pagina.get_by_label("Mensaje").fill("Hola, {nombre}: ahora termina el {plazo}.")
    if not despacho.js:
        expect(pagina.get_by_role("button", name="{folio}")).to_be_hidden()
        despacho.pulsar("Ver vista previa")
    expect(pagina.locator("#previa")).to_contain_text("Hola, Persona de Ejemplo: ahora termina el")
    despacho.camara.tomar(pagina, "mensaje")
    despacho.pulsar("Grabar mensaje")
    expect(pagina.get_by_text("Grabamos el mensaje.")).to_be_visible()


def _agregar_un_feriado(despacho: Despacho) -> None:
    pagina, antes = despacho.pagina, despacho.vence
    dia = calendario_al_dia().habil_desde(despacho.solicitud.recibida_el + timedelta(days=2))
    pagina.goto("/administracion/")
    despacho.abrir("Feriados")
    despacho.abrir("Nuevo feriado")
    despacho.titulo("Nuevo feriado")
    pagina.get_by_label("Fecha").fill(dia.isoformat())
    pagina.get_by_label("Nombre").fill("Elección")
    pagina.get_by_label("Motivo").fill(MOTIVO)
    despacho.pulsar("Revisar el cambio")
    expect(despacho.fila()).to_contain_text(f"{antes:%d-%m-%Y}")
    despacho.camara.tomar(pagina, "feriado-por-confirmar")
    despacho.pulsar("Volver a editar")
    expect(pagina.get_by_label("Nombre")).to_have_value("Elección")
    despacho.pulsar("Revisar el cambio")
    despacho.pulsar("Agregar el feriado")
    _esperar_el_recuento(despacho)
    assert Feriado.objects.filter(fecha=dia, vigente=True).exists()
    assert despacho.vence == calendario_al_dia().habil_desde(antes + timedelta(days=1))
    pagina.goto(despacho.solicitud.get_absolute_url())
    expect(pagina.get_by_text(f"{despacho.vence:%d-%m-%Y}").first).to_be_visible()
    despachar()
    (correo,) = [correo for correo in mail.outbox if correo.subject.endswith("cambió tu plazo")]
    assert correo.to == [despacho.solicitud.solicitante.email] and f"{despacho.vence:%d-%m-%Y}" in correo.body


def _cambiar_el_plazo(despacho: Despacho) -> None:
    pagina, recibida = despacho.pagina, despacho.solicitud.recibida_el
    pagina.goto("/administracion/plazos/")
    despacho.abrir("Responder una Solicitud de Información")
    despacho.abrir("Cambiar el plazo")
    pagina.get_by_label("Cuántos").fill("15")
    pagina.get_by_label("Artículo").fill("DS 99 art. 1")
    pagina.get_by_label("Rige desde").fill(min(recibida, hoy()).isoformat())
    pagina.get_by_label("Motivo").fill(MOTIVO)
    despacho.pulsar("Revisar el cambio")
    expect(despacho.fila()).to_contain_text(f"{despacho.vence:%d-%m-%Y}")
    despacho.pulsar("Cambiar el plazo")
    _esperar_el_recuento(despacho)
    assert despacho.vence == vencimiento(recibida, 15, "habiles", calendario_al_dia())


def _esperar_el_recuento(despacho: Despacho) -> None:
    """The page that follows it says what it is, and knows by itself when it is over."""
    pagina = despacho.pagina
    despacho.titulo("Recálculo de plazos")
    expect(pagina.get_by_role("heading", name="En cola")).to_be_visible()
    assert ejecutar_pendientes() == 1
    if not despacho.js:
        pagina.reload()
    expect(pagina.get_by_role("heading", name="Los plazos están recalculados")).to_be_visible()
    despacho.camara.tomar(pagina, "recalculo")


def _leer_la_historia(despacho: Despacho) -> None:
    pagina = despacho.pagina
    pagina.goto("/administracion/plazos/si-respuesta/")
    expect(pagina.get_by_text("10 → 15")).to_be_visible()
    expect(pagina.get_by_text(MOTIVO)).to_be_visible()
    despacho.camara.tomar(pagina, "historia")
