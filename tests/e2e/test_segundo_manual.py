"""The second manual from its first to its last page, in one life: a DNI, both codes, a supply of another holder, the
photo that nobody could read, its replacement, and what opens when both papers are accepted (U-01 to U-14)."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from nucleo.archivos import muestras
from nucleo.avisos.despacho import despachar
from nucleo.avisos.models import Aviso
from portal.demostracion import pedidos, suministros
from suministros.models import Plan, Vinculo
from tests.e2e import autogestion
from tests.e2e.recorrido import Camara, campo, ingresar
from tests.e2e.revision import escuchar_politica
from tests.personas import ELENA, JORGE, MARTA, crear

Abrir = Callable[..., Page]
FORMAS = [
    pytest.param(("telefono", True), id="360-con-js"),
    pytest.param(("escritorio", False), id="1280-sin-js", marks=pytest.mark.completo),
]


@pytest.mark.req("A-10", "A-11", "A-13", "A-14", "U-01", "U-03", "U-04", "U-05", "U-06", "U-07", "U-09", "U-12", "U-14")
@pytest.mark.parametrize("forma", FORMAS)
def test_una_cuenta_con_dni_hasta_su_plan_de_pago(
    forma: tuple[str, bool], abrir: Abrir, servidor: Any, settings: Any, mailoutbox: list[Any], tmp_path: Path
) -> None:
    ancho, js = forma
    autogestion.ofrecer_dni(settings)
    suministro = suministros.suministro(crear(ELENA))
    pedidos.limites(crear(JORGE))
    camara = Camara(f"segundo-manual-{ancho}")
    juana, marta = abrir(ancho=ancho, javascript=js), abrir(javascript=js)
    quejas = [escuchar_politica(pagina) for pagina in (juana, marta)]
    ingresar(marta, MARTA)

    autogestion.registrarse_con_dni(juana)
    expect(juana).to_have_url(re.compile(r"/suministros/$"))
    expect(juana.get_by_text("Debes asociar un suministro a tu cuenta.")).to_be_visible()
    autogestion.asociar_suministro(juana, suministro, tmp_path, camara, con_guion=js)
    vinculo = Vinculo.objects.get()
    _el_titular_se_lee_a_medias_y_los_planes_esperan(juana, vinculo)
    _otra_vez(juana)
    expect(juana.locator("main")).to_contain_text(re.compile("en análisis", re.IGNORECASE))

    _no_se_lee(marta, camara)
    _otra_vez(juana)
    expect(juana).to_have_url(re.compile(r"/perfil/documento/"))
    camara.tomar(juana, "no-legible")
    _sube_otra_foto(juana, tmp_path, js)
    _acepta_los_dos_papeles(marta, camara)

    despachar()
    _se_lo_dijeron_por_los_dos_canales(mailoutbox)
    juana.goto(vinculo.get_absolute_url())
    expect(juana.get_by_text("Elena Araya Soto").first).to_be_visible()
    camara.tomar(juana, "validado")
    _pide_un_plan(juana)
    assert quejas == [[], []]


def _otra_vez(juana: Page) -> None:
    autogestion.salir(juana)
    autogestion.ingresar_con_dni(juana)
    juana.locator("details.usuario summary").wait_for()


def _el_titular_se_lee_a_medias_y_los_planes_esperan(juana: Page, vinculo: Vinculo) -> None:
    assert vinculo.estado == "en-analisis" and vinculo.poderes.count() == 1
    expect(juana.locator("main")).not_to_contain_text("Araya Soto")
    respuesta = juana.goto(f"{vinculo.get_absolute_url()}plan-de-pago/")
    assert respuesta is not None and respuesta.status == 409


def _no_se_lee(marta: Page, camara: Camara) -> None:
    marta.goto("/identidades/")
    marta.locator("tbody tr", has_text="Documento de identidad").get_by_role("link").click()
    marta.locator("[name=elegido]").select_option(index=1)
    camara.tomar(marta, "revision-del-documento")
    marta.get_by_role("button", name="No legible").click()
    expect(marta.locator("main [role=status]").first).to_be_visible()


def _sube_otra_foto(juana: Page, carpeta: Path, js: bool) -> None:
    foto = carpeta / "otra.jpg"
    foto.write_bytes(muestras.jpg())
    campo(juana, "documento").locator("input[type=file]").set_input_files(foto)
    juana.locator("main form").get_by_role("button", name=re.compile("^(Enviar|Subir)")).last.click()
    expect(juana.get_by_text("Recibimos tu documento de identidad.")).to_be_visible()


def _acepta_los_dos_papeles(marta: Page, camara: Camara) -> None:
    """The queue brings the next one by itself."""
    marta.goto("/identidades/")
    marta.get_by_role("link", name="Revisar el primero").click()
    for vuelta in range(2):
        titulo = marta.get_by_role("heading", level=1)
        expect(titulo).to_contain_text("Revisa el")
        del_documento = "documento" in titulo.inner_text()
        leido = autogestion.DNI_MOSTRADO if del_documento else "44.444.444-4"
        marta.get_by_label(re.compile("que lees en el documento|de quien firma")).fill(leido)
        camara.tomar(marta, f"revision-{vuelta}")
        antes = titulo.inner_text()
        marta.get_by_role("button", name="Aceptar", exact=True).click()
        expect(titulo).not_to_have_text(antes)
    assert Vinculo.objects.get().estado == "validado"


def _se_lo_dijeron_por_los_dos_canales(correos: list[Any]) -> None:
    dichos = [(aviso.canal, aviso.estado) for aviso in Aviso.objects.filter(usuario__documento=autogestion.DNI)]
    assert ("sms", "enviado") in dichos
    assert any("plan" in correo.body.lower() and autogestion.CORREO in correo.to for correo in correos)


def _pide_un_plan(juana: Page) -> None:
    juana.get_by_role("link", name="Plan de pago").first.click()
    expect(juana.get_by_role("row", name="Primer pago")).to_be_visible()
    juana.get_by_role("button", name="Pedir el plan").click()
    expect(juana.locator("main [role=status]").first).to_contain_text("Pediste el plan.")
    assert Plan.objects.get().solicitante.documento_tipo == "DNI"
