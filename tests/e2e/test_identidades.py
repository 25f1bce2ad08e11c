"""Three papers in a row in a real browser: accepted by keyboard, not legible, rejected; each owner sees the own."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from portal.demostracion import suministros
from tests.e2e.recorrido import Camara, ingresar
from tests.e2e.revision import escuchar_politica, recorrer_con_tab, revisar
from tests.personas import ELENA, FRIDA, IGNACIO, MARTA, crear

MOTIVO = "Un reflejo tapa los datos"


@pytest.mark.req("U-06", "U-07", "A-17")
def test_tres_papeles_seguidos(abrir: Callable[..., Page], servidor: Any) -> None:
    for n, persona in enumerate((ELENA, FRIDA, IGNACIO)):
        suministros.vinculo(crear(persona), numero=f"200011122{n}")
    crear(MARTA)
    pagina, camara = abrir(), Camara("identidades")
    quejas = escuchar_politica(pagina)
    ingresar(pagina, MARTA)
    pagina.goto("/identidades/")
    expect(pagina.locator("main tbody tr")).to_have_count(3)
    faltas = {"cola": revisar(pagina)}
    camara.tomar(pagina, "cola")
    pagina.get_by_role("link", name="Revisar el primero").click()

    expect(pagina.get_by_role("heading", level=1)).to_have_text(f"Revisa el documento de {crear(ELENA).nombre}")
    expect(pagina.locator("ol.vista img")).to_have_js_property("complete", True)
    assert pagina.locator("ol.vista img").evaluate("imagen => imagen.naturalWidth") > 100
    faltas["revisión"] = revisar(pagina) + recorrer_con_tab(pagina)
    camara.tomar(pagina, "revision")
    numero = pagina.get_by_label("RUT que lees en el documento")
    numero.fill(FRIDA.documento)
    numero.press("Enter")
    expect(pagina.locator(".errores")).to_contain_text("no es el registrado")
    faltas["número distinto"] = revisar(pagina)
    camara.tomar(pagina, "numero-distinto")
    numero.fill(ELENA.documento)
    numero.press("Enter")

    expect(pagina.locator("main [role=status]").first).to_contain_text("Aceptaste el documento de Elena")
    expect(pagina.get_by_role("heading", level=1)).to_contain_text("Frida")
    pagina.get_by_label("Motivo").select_option(MOTIVO)
    pagina.get_by_role("button", name="No legible").click()

    expect(pagina.get_by_role("heading", level=1)).to_contain_text("Ignacio")
    ultimo = pagina.url
    pagina.get_by_role("button", name="Rechazar").click()
    expect(pagina.locator(".errores")).to_contain_text("Elige un motivo")
    pagina.get_by_label("Motivo").select_option("Otro motivo")
    pagina.get_by_label("Detalle").fill("Es el documento de otra persona.")
    pagina.get_by_role("button", name="Rechazar").click()

    expect(pagina.get_by_text("No hay documentos ni poderes por revisar.")).to_be_visible()
    faltas["cola vacía"] = revisar(pagina)
    pagina.goto(ultimo)
    expect(pagina.get_by_role("heading", level=1)).to_have_text("Ya estaba revisado")
    faltas["ya revisado"] = revisar(pagina)
    camara.tomar(pagina, "ya-revisado")

    for persona, dice in (
        (ELENA, "Está todo en orden"),
        (FRIDA, MOTIVO),
        (IGNACIO, "Es el documento de otra persona."),
    ):
        ingresar(pagina, persona)
        pagina.goto("/perfil/documento/")
        expect(pagina.get_by_role("main")).to_contain_text(dice)
        camara.tomar(pagina, f"duena-{persona.nombres.lower()}")
    ingresar(pagina, FRIDA)
    pagina.goto("/inicio/")
    expect(pagina.get_by_text("NO LEGIBLE", exact=True)).to_be_visible()
    pagina.goto("/perfil/accesos/")
    expect(pagina.get_by_text("Copia de tu documento o poder, vista por").first).to_be_visible()
    faltas["accesos"] = revisar(pagina)
    assert faltas == dict.fromkeys(faltas, [])
    assert [queja for queja in quejas if "409" not in queja and "422" not in queja] == []
