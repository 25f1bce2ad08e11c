"""A payment plan and a commercial procedure in a real browser, from the validated supply to the answer (U-09)."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from nucleo.archivos import muestras
from portal.demostracion import pedidos, suministros
from suministros.models import Plan, Tramite, Vinculo
from tests.e2e.recorrido import Camara, Papel, campo, elegir, ingresar, texto_del_resumen
from tests.e2e.revision import escuchar_politica, revisar
from tests.personas import ELENA, JORGE, MARTA, crear

Abrir = Callable[..., Page]
FORMAS = [
    pytest.param(("telefono", True), id="360-con-js"),
    pytest.param(("escritorio", False), id="1280-sin-js"),
]


class Recorrido:
    """The two browsers of a walk, and what is wrong with the pages that they saw."""

    def __init__(self, abrir: Abrir, ancho: str, js: bool) -> None:
        self.js, self.faltas = js, []
        self.camara = Camara(f"pedidos-{ancho}-{'con' if js else 'sin'}-js")
        self.propia, self.personal = abrir(ancho=ancho, javascript=js), abrir(ancho=ancho, javascript=js)
        self.quejas = [escuchar_politica(pagina) for pagina in (self.propia, self.personal)]
        ingresar(self.propia, ELENA)
        ingresar(self.personal, MARTA)

    def mirar(self, pagina: Page, nombre: str) -> None:
        self.faltas += [f"{nombre}: {falta}" for falta in revisar(pagina)] if self.js else []
        self.camara.tomar(pagina, nombre)


def _dice(pagina: Page, texto: str) -> None:
    expect(pagina.locator("main [role=status]").first).to_contain_text(texto)


@pytest.mark.req("U-09")
@pytest.mark.parametrize("forma", FORMAS)
def test_un_plan_y_un_tramite_de_punta_a_punta(
    forma: tuple[str, bool], abrir: Abrir, servidor: Any, tmp_path: Path
) -> None:
    vinculo = suministros.vinculo_validado(crear(ELENA))
    pedidos.mas_facturas(vinculo)
    pedidos.limites(crear(JORGE))
    pedidos.lista_de_tramites()
    recorrido = Recorrido(abrir, *forma)
    _pedir_plan(recorrido, vinculo)
    plan = Plan.objects.get()
    _aceptar(recorrido, plan)
    recorrido.propia.goto(plan.get_absolute_url())
    expect(recorrido.propia.get_by_role("heading", name="Cuotas acordadas")).to_be_visible()
    expect(recorrido.propia.get_by_role("row", name="Primer pago")).to_contain_text("$30.000")
    recorrido.mirar(recorrido.propia, "plan-aceptado")
    papel = Papel(tmp_path / "dominio.pdf")
    papel.ruta.write_bytes(muestras.pdf("Certificado"))
    _pedir_tramite(recorrido, vinculo, papel)
    tramite = Tramite.objects.get()
    _responder(recorrido, tramite)
    recorrido.propia.goto("/tramites-comerciales/")
    recorrido.mirar(recorrido.propia, "mis-tramites")
    recorrido.propia.get_by_role("link", name=tramite.numero).click()
    expect(recorrido.propia.get_by_text("Ya está a tu nombre.")).to_be_visible()
    recorrido.mirar(recorrido.propia, "tramite-respondido")
    assert not recorrido.faltas, "\n".join(recorrido.faltas)
    assert recorrido.quejas == [[], []]


def _pedir_plan(recorrido: Recorrido, vinculo: Vinculo) -> None:
    pagina = recorrido.propia
    pagina.goto(f"/suministros/{vinculo.pk}/")
    pagina.get_by_role("link", name="Plan de pago").click()
    expect(pagina.get_by_role("row", name="Primer pago")).to_contain_text("$23.432")
    recorrido.mirar(pagina, "plan-por-pedir")
    pagina.get_by_label("Cuotas", exact=True).select_option("4")
    pagina.get_by_label("Primer pago").fill("30.000")
    if not recorrido.js:
        pagina.get_by_role("button", name="Ver las cuotas").last.click()
    expect(pagina.get_by_role("row", name="Cuota 4")).to_be_visible()
    expect(pagina.get_by_role("row", name="Primer pago")).to_contain_text("$30.000")
    pagina.get_by_label("Primer pago").fill("100")
    if recorrido.js:
        expect(pagina.get_by_text("La tabla de cuotas aparecerá acá")).to_be_visible()
    pagina.get_by_role("button", name="Pedir el plan").click()
    expect(pagina.get_by_role("alert")).to_be_visible()
    assert texto_del_resumen(pagina) == ["El primer pago debe ser de $23.432 o más"]
    recorrido.mirar(pagina, "plan-con-error")
    pagina.get_by_label("Primer pago").fill("30.000")
    if recorrido.js:
        expect(pagina.get_by_role("row", name="Primer pago")).to_contain_text("$30.000")
    else:
        # What is sent is what was seen: without script the page shows the table first.
        pagina.get_by_role("button", name="Pedir el plan").click()
        expect(pagina.get_by_role("row", name="Primer pago")).to_contain_text("$30.000")
        assert texto_del_resumen(pagina) == ["Esta es la tabla con lo que elegiste. Revísala y pide el plan otra vez"]
    assert not Plan.objects.exists()
    pagina.get_by_role("button", name="Pedir el plan").click()
    _dice(pagina, "Pediste el plan.")
    recorrido.mirar(pagina, "plan-pedido")


def _aceptar(recorrido: Recorrido, plan: Plan) -> None:
    pagina = recorrido.personal
    pagina.goto("/bandeja/")
    pagina.get_by_role("link", name="1 plan de pago por responder").click()
    expect(pagina.get_by_role("heading", name="Planes de pago")).to_be_visible()
    recorrido.mirar(pagina, "cola-de-planes")
    pagina.get_by_role("link", name=plan.numero).click()
    pagina.get_by_role("link", name="Aceptar el plan").click()
    pagina.get_by_role("button", name="Aceptar el plan").click()
    _dice(pagina, "Aceptaste el plan. Avisamos a Elena Araya Soto por correo.")


def _pedir_tramite(recorrido: Recorrido, vinculo: Vinculo, papel: Papel) -> None:
    pagina = recorrido.propia
    pagina.goto(f"/suministros/{vinculo.pk}/")
    pagina.get_by_role("link", name="Trámites comerciales").click()
    expect(pagina.get_by_role("heading", name="Pide un trámite")).to_be_visible()
    recorrido.mirar(pagina, "elegir-tramite")
    pagina.get_by_role("link", name=pedidos.CAMBIO_DE_NOMBRE).click()
    pagina.get_by_role("button", name="Grabar y enviar").last.click()
    expect(pagina.get_by_role("alert")).to_be_visible()
    assert texto_del_resumen(pagina) == ["Escribe qué pides", "Adjunta Certificado de dominio"]
    recorrido.mirar(pagina, "tramite-con-error")
    pagina.get_by_label("Qué pides").fill("La casa ahora está a mi nombre.")
    elegir(pagina, "papel-0", papel)
    if recorrido.js:
        expect(campo(pagina, "papel-0")).to_contain_text("Subido")
    pagina.get_by_role("button", name="Grabar y enviar").last.click()
    _dice(pagina, "Recibimos tu trámite.")


def _responder(recorrido: Recorrido, tramite: Tramite) -> None:
    pagina = recorrido.personal
    pagina.goto("/tramites/")
    expect(pagina.get_by_text("Nuevo", exact=True)).to_be_visible()
    recorrido.mirar(pagina, "cola-de-tramites")
    pagina.get_by_role("link", name=tramite.numero).click()
    expect(pagina.get_by_role("link", name="Ver dominio.pdf")).to_be_visible()
    pagina.get_by_role("link", name="Responder").click()
    pagina.get_by_label("Respuesta").fill("Ya está a tu nombre.")
    recorrido.mirar(pagina, "responder-tramite")
    pagina.get_by_role("button", name="Responder").last.click()
    _dice(pagina, "Respondiste el trámite.")
