"""A morning of an auditor of SEC: from a figure of the panel to the case behind it, and to the file that tells it."""

import io
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import openpyxl
import pytest
from playwright.sync_api import Locator, Page, expect

from catalogo.plazos import calendario, habiles_entre
from catalogo.semaforo import semaforo
from nucleo.comun.reloj import hoy
from nucleo.trabajos.ejecucion import ejecutar_pendientes
from portal.demostracion import estados, fabricas
from portal.demostracion.estados import Reparto, dia
from solicitudes.estados import Estado, Tipo
from solicitudes.models import Solicitud
from tests.e2e.recorrido import Camara, bajar, ingresar
from tests.e2e.revision import escuchar_politica
from tests.personas import ELENA, IGNACIO, MARTA, SONIA, crear

FORMAS = [
    pytest.param(("escritorio", True), id="1280-con-js"),
    pytest.param(("telefono", False), id="360-sin-js", marks=pytest.mark.completo),
]
MOTIVO = "Se envió dos veces la misma solicitud"


@dataclass
class Despacho:
    """The auditor before the screen, and the request that nobody answered in time."""

    pagina: Page
    js: bool
    camara: Camara
    vencida: Solicitud

    def fila(self) -> Locator:
        return self.pagina.get_by_role("row").filter(
            has=self.pagina.get_by_role("link", name=self.vencida.folio, exact=True)
        )

    @property
    def atraso(self) -> str:
        return semaforo(self.vencida.plazo_respuesta_el or hoy(), hoy(), calendario()).primera_linea

    @property
    def dias(self) -> int:
        """Hábil days of the distributor, who alone had the turn: the same on the page of today and in the file."""
        return habiles_entre(self.vencida.recibida_el, hoy(), calendario())

    def mirar(self, nombre: str) -> None:
        self.camara.tomar(self.pagina, nombre)


@pytest.fixture
def vencida(servidor: Any) -> Solicitud:
    """Beside one in time, one answered and one whose answer waits for a payment."""
    marta, sonia = crear(MARTA), crear(SONIA)
    elena, ignacio = (Reparto(crear(quien), marta, sonia) for quien in (ELENA, IGNACIO))
    with dia(30):
        tarde = fabricas.enviada(elena.solicitante, tipo=Tipo.INFORMACION, numero_cliente="4300001-1")
    estados.pendiente_respuesta(ignacio, "4300002-2")
    estados.respondido(ignacio, "4300003-3")
    estados.pendiente_pago(ignacio, "4300004-4")
    return tarde


@pytest.mark.req("F-01", "F-02", "F-03", "F-04", "F-07")
@pytest.mark.parametrize("forma", FORMAS)
def test_la_manana_de_una_auditora(forma: tuple[str, bool], abrir: Callable[..., Page], vencida: Solicitud) -> None:
    ancho, js = forma
    pagina = abrir(ancho=ancho, javascript=js)
    quejas = escuchar_politica(pagina)
    ingresar(pagina, SONIA)
    despacho = Despacho(pagina, js, Camara(f"auditora-{ancho}-{'con' if js else 'sin'}-js"), vencida)

    _mirar_el_panel(despacho)
    _bajar_hasta_el_caso(despacho)
    _anular(despacho)
    _hallarlo_en_la_sabana(despacho, _pedir_la_sabana(despacho))
    assert quejas == []


def _mirar_el_panel(despacho: Despacho) -> None:
    pagina = despacho.pagina
    pagina.goto("/panel/")
    pagina.get_by_label("Período").select_option("Desde el comienzo")
    pagina.get_by_role("button", name="Aplicar").click()
    despacho.mirar("panel")
    for tabla in ("Solicitudes por fecha", "Solicitudes por estado", "Solicitudes por formulario"):
        expect(pagina.get_by_role("heading", name=tabla)).to_be_visible()
    expect(_indicador(pagina, "Recibidas")).to_contain_text("4")
    expect(_indicador(pagina, "Vencidas sin respuesta, hoy")).to_contain_text("1")
    expect(despacho.fila()).to_contain_text(despacho.atraso)


def _bajar_hasta_el_caso(despacho: Despacho) -> None:
    """Indicator, radar, list of all, request."""
    pagina = despacho.pagina
    _indicador(pagina, "Vencidas sin respuesta, hoy").click()
    expect(pagina.get_by_role("heading", level=1)).to_have_text("Radar")
    expect(despacho.fila()).to_be_visible()
    despacho.mirar("radar")
    pagina.get_by_role("link", name="Ver en Solicitudes").click()
    expect(pagina.locator("#resultados tbody tr")).to_have_count(1)
    expect(pagina.locator(".fichas")).to_contain_text("Situación: Vencida sin respuesta")
    for dato in ("Enel Distribución", "Elena Araya Soto", despacho.atraso, "DS 57/2019 art. 12", str(despacho.dias)):
        expect(despacho.fila()).to_contain_text(dato)
    despacho.mirar("todas")
    despacho.fila().get_by_role("link", name=despacho.vencida.folio).click()


def _anular(despacho: Despacho) -> None:
    pagina = despacho.pagina
    pagina.get_by_role("link", name="Anular", exact=True).click()
    pagina.get_by_role("button", name="Grabar anulación").click()
    expect(pagina.locator(".errores")).to_contain_text("Escribe el motivo de la anulación")
    pagina.get_by_label("Comentario").fill(MOTIVO)
    despacho.mirar("anular")
    pagina.get_by_role("button", name="Grabar anulación").click()
    expect(pagina.locator("main [role=status]").first).to_contain_text("Solicitud anulada.")
    expect(pagina.locator(".historial")).to_contain_text(MOTIVO)
    despacho.mirar("anulada")
    despacho.vencida.refresh_from_db()
    assert despacho.vencida.estado == Estado.ANULADO
    pagina.goto("/todas/?situacion=sin-respuesta")
    expect(pagina.locator("main")).to_contain_text("Ninguna solicitud coincide con los filtros.")


def _pedir_la_sabana(despacho: Despacho) -> bytes:
    pagina = despacho.pagina
    pagina.goto("/data/")
    pagina.get_by_label("Distribuidora").select_option("Enel Distribución")
    if not despacho.js:
        pagina.get_by_role("button", name="Contar filas").click()
    expect(pagina.locator("#cuantas")).to_contain_text("Tu archivo tendrá 4 filas.")
    pagina.get_by_role("button", name="Preparar archivo").click()
    expect(pagina.get_by_role("heading", name="En cola")).to_be_visible()
    assert ejecutar_pendientes() == 1
    if not despacho.js:
        pagina.reload()
    expect(pagina.get_by_role("heading", name="El archivo está listo")).to_be_visible()
    despacho.mirar("sabana-lista")
    return bajar(pagina, pagina.get_by_role("link", name="Descargar", exact=False).last)


def _hallarlo_en_la_sabana(despacho: Despacho, libro: bytes) -> None:
    """With the sheet's own filter: the column of the state, and the one of the reason."""
    hoja = openpyxl.load_workbook(io.BytesIO(libro)).worksheets[0]
    titulos, *filas = hoja.iter_rows(values_only=True)
    assert hoja.auto_filter.ref == hoja.dimensions and len(filas) == 4
    columna = {titulo: lugar for lugar, titulo in enumerate(titulos)}
    (caso,) = (fila for fila in filas if fila[columna["Estado"]] == "Anulado")
    dice = {
        "N° Folio": despacho.vencida.folio,
        "Solicitante": "Elena Araya Soto",
        "Motivo del término": MOTIVO,
        "Días de la distribuidora": despacho.dias,
        "Días retenida por pago": 0,
        "Fecha respuesta": None,
    }
    assert {titulo: caso[columna[titulo]] for titulo in dice} == dice


def _indicador(pagina: Page, etiqueta: str) -> Locator:
    return pagina.locator(".resumen a").filter(has_text=etiqueta).first
