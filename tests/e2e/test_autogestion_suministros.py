"""The second manual's linking of a supply, in a browser: on a phone with script, on a desk without (U-01 to U-08)."""

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from portal.demostracion import suministros
from suministros.models import Vinculo
from tests.e2e import autogestion
from tests.e2e.recorrido import Camara, ingresar
from tests.e2e.revision import escuchar_politica, revisar
from tests.personas import ELENA, FRIDA, crear


@pytest.mark.req("U-01", "U-02", "U-03", "U-04", "U-05", "U-08", "U-12", "U-13")
def test_en_el_telefono_el_numero_se_busca_mientras_se_escribe(telefono: Page, tmp_path: Path) -> None:
    politica, camara = escuchar_politica(telefono), Camara("autogestion-suministros")
    suministro = suministros.suministro(crear(ELENA))
    ingresar(telefono, FRIDA)
    telefono.goto("/suministros/")
    expect(telefono.get_by_text("Debes asociar un suministro a tu cuenta.")).to_be_visible()
    faltas = {"vacía": revisar(telefono)}
    telefono.goto("/suministros/asociacion/")
    telefono.get_by_label("Distribuidora").select_option(label=str(suministro.distribuidora))
    hallazgo = telefono.locator("#hallazgo")
    # A slow connection brings the script late: what was typed before is looked up on leaving the box.
    telefono.wait_for_function("() => window.htmx")
    telefono.get_by_label("N° de suministro").press_sequentially("2000111229")
    expect(hallazgo).to_contain_text("No encontramos ese suministro")
    telefono.get_by_label("N° de suministro").fill("2.000.111.222")
    expect(hallazgo).to_contain_text("Suministro encontrado")
    faltas["número"] = revisar(telefono)
    autogestion.asociar_suministro(telefono, suministro, tmp_path, camara)
    vinculo = Vinculo.objects.get()
    faltas["suministro"] = revisar(telefono)
    telefono.locator("table a").first.click()
    expect(telefono.get_by_role("heading", name="Cómo pagar")).to_be_visible()
    faltas["factura"] = revisar(telefono)
    for direccion in ("/suministros/", *(f"{vinculo.get_absolute_url()}{que}/" for que in ("poder", "retiro"))):
        telefono.goto(direccion)
        faltas[direccion] = revisar(telefono)
    assert {donde: que for donde, que in faltas.items() if que} == {}
    assert politica == []


@pytest.mark.req("U-03", "U-04", "U-05")
def test_sin_guiones_se_asocia_igual_y_un_error_no_pierde_nada(pagina_sin_js: Page, tmp_path: Path) -> None:
    suministro = suministros.suministro(crear(ELENA))
    ingresar(pagina_sin_js, FRIDA)
    pagina_sin_js.goto("/suministros/asociacion/")
    pagina_sin_js.get_by_label("N° de suministro").fill("123")
    pagina_sin_js.get_by_role("button", name="Continuar").click()
    expect(pagina_sin_js.locator(".errores")).to_contain_text("Elige tu distribuidora")
    expect(pagina_sin_js.get_by_label("N° de suministro")).to_have_value("123")
    camara = Camara("autogestion-suministros-sin-js")
    autogestion.asociar_suministro(pagina_sin_js, suministro, tmp_path, camara, con_guion=False)
    expect(pagina_sin_js.locator(".aviso")).to_contain_text("En análisis")
    assert Vinculo.objects.get().poderes.count() == 1
