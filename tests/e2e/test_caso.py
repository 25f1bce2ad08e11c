"""The page of a request in every state for its readers, its term page, its expediente and its ZIP, in a browser."""

import io
import zipfile
from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest
from playwright.sync_api import Page, expect

from portal.demostracion import estados as vidas
from portal.demostracion.personas import Persona
from solicitudes import actions
from solicitudes.estados import Estado
from solicitudes.models import Solicitud
from tests.e2e.recorrido import ingresar
from tests.e2e.revision import escuchar_politica, recorrer_con_tab, revisar
from tests.personas import ELENA, MARTA, SONIA, crear

Abrir = Callable[..., Page]
LARGO = "Lacapacidadpedidaexcedeladelalimentadoryhacefaltacambiarlapuestaatierra" * 3
pytestmark = pytest.mark.django_db(transaction=True)


class Solicitudes(dict[Estado, Solicitud]):
    """One in each state, made when a test asks for it."""

    def __init__(self) -> None:
        self.reparto = vidas.Reparto(crear(ELENA), crear(MARTA), crear(SONIA))

    def __missing__(self, estado: Estado) -> Solicitud:
        self[estado] = vidas.en_estado(estado, self.reparto)
        return self[estado]


@pytest.fixture
def solicitudes() -> Solicitudes:
    return Solicitudes()


def _palabras_largas(larga: Solicitud, reparto: vidas.Reparto) -> None:
    """A thread and an internal note whose words do not break."""
    actions.anotar(actor=reparto.operador, solicitud_id=larga.pk, nota=LARGO)
    actions.comunicar(actor=reparto.operador, solicitud_id=larga.pk, texto=LARGO, token=uuid4())
    actions.responder_comunicacion(actor=reparto.solicitante, solicitud_id=larga.pk, texto="Gracias.", token=uuid4())


def test_ninguna_falta_en_ningun_estado(abrir: Abrir, solicitudes: Solicitudes) -> None:
    """One world for the three who read it; axe judges again what a state or a reader brings of its own."""
    for estado in Estado:
        assert solicitudes[estado].estado == estado
    _palabras_largas(solicitudes[Estado.PENDIENTE_RESPUESTA], solicitudes.reparto)
    faltas = {persona.nombres: _faltas_de(abrir(), persona, solicitudes) for persona in (ELENA, MARTA, SONIA)}
    assert {quien: que for quien, que in faltas.items() if que} == {}


def _faltas_de(pagina: Page, persona: Persona, solicitudes: Solicitudes) -> dict[str, list[str]]:
    ingresar(pagina, persona)
    faltas: dict[str, list[str]] = {}
    rutas = {estado.value: solicitud.get_absolute_url() for estado, solicitud in solicitudes.items()}
    observada = solicitudes[Estado.OBSERVADA]
    rutas["plazo"] = observada.direccion("plazo")
    rutas["expediente"] = f"/expedientes/{solicitudes[Estado.RESPONDIDO].expediente_id}/"
    if persona != MARTA:
        rutas["unión"] = observada.direccion("union")
    for nombre, ruta in rutas.items():
        pagina.goto(ruta)
        if hallado := revisar(pagina):
            faltas[nombre] = hallado
    return faltas


def test_la_politica_el_foco_y_el_papel(pagina: Page, solicitudes: Solicitudes) -> None:
    quejas = escuchar_politica(pagina)
    ingresar(pagina, ELENA)
    pagina.goto(solicitudes[Estado.RESPONDIDO].get_absolute_url())
    assert recorrer_con_tab(pagina) == []
    pagina.add_init_script("window.print = () => { document.body.dataset.impresa = 'si' }")
    pagina.goto(f"{solicitudes[Estado.PAGO_RECHAZADO].get_absolute_url()}?imprimir=1")
    expect(pagina.locator("body[data-impresa=si]")).to_be_attached()
    pagina.emulate_media(media="print")
    expect(pagina.locator(".solo-impresion").first).to_contain_text("por Elena Araya Soto")
    for oculto in (".nav", ".botones", ".acciones-archivo", "#reclamo", ".pie"):
        expect(pagina.locator(f"{oculto} >> visible=true")).to_have_count(0)
    for visible in ("Historial", "Gestión de pago", "Datos de la solicitud", "Documentos de la solicitud"):
        expect(pagina.get_by_role("heading", name=visible)).to_be_visible()
    assert quejas == []


def test_sin_guiones_se_llega_a_todo(pagina_sin_js: Page, solicitudes: Solicitudes) -> None:
    """The turn first, the papers in one file, the term and the place, by links alone."""
    pagina = pagina_sin_js
    ingresar(pagina, ELENA)
    observada = solicitudes[Estado.OBSERVADA]
    pagina.goto(observada.get_absolute_url())
    expect(pagina.locator(".aviso").first).to_contain_text("Te toca a ti")
    with pagina.expect_download() as bajada:
        pagina.get_by_role("link", name="Descargar todo").click()
    leido = zipfile.ZipFile(io.BytesIO(bajada.value.path().read_bytes()))
    assert leido.testzip() is None and len(leido.namelist()) == observada.adjuntos.count() + 1
    pagina.get_by_role("link", name="¿Cómo se calculó este plazo?").click()
    expect(pagina.get_by_role("heading", level=1)).to_have_text("¿Cómo se calculó este plazo?")
    pagina.get_by_role("link", name="Volver a la solicitud").click()
    pagina.get_by_role("link", name="Ver los trámites de este lugar").click()
    expect(pagina.get_by_role("heading", name="Tu conexión paso a paso")).to_be_visible()


def test_el_reclamo_se_abre_y_dice_que_llevar(pagina: Page, solicitudes: Solicitudes) -> None:
    ingresar(pagina, ELENA)
    rechazada = solicitudes[Estado.PAGO_RECHAZADO]
    pagina.goto(rechazada.get_absolute_url())
    pagina.get_by_text("Qué tener a mano").click()
    reclamo: Any = pagina.locator("#reclamo")
    expect(reclamo).to_contain_text(rechazada.folio)
    expect(reclamo).to_contain_text("Pago rechazado")
