"""An administrator's morning with the rules, in a real browser: a holiday, a term, its history."""

from datetime import timedelta
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from catalogo.models import Feriado, TipoDocumento
from catalogo.plazos import calendario_al_dia, vencimiento
from nucleo.comun.reloj import hoy
from nucleo.trabajos.ejecucion import ejecutar_pendientes
from solicitudes.tests.ayudas_reloj import SI, enviada, fresca
from tests.cliente import sesion_de
from tests.e2e.revision import Abrir, escuchar_politica, revisar
from tests.personas import MARTA, SONIA, crear

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.req("F-06", "L-01")]
MOTIVO = "Ley de prueba publicada hoy"


def seguir(pagina: Page, boton: str, faltas: dict[str, list[str]]) -> None:
    pagina.get_by_role("button", name=boton).click()
    if hallado := revisar(pagina):
        faltas[f"{pagina.url} tras {boton}"] = hallado


def test_cambia_un_feriado_y_un_plazo_y_ve_lo_que_mueven(abrir: Abrir, servidor: Any) -> None:
    crear(MARTA)
    s = enviada(SI)
    antes = s.vence_el
    assert antes
    dia = calendario_al_dia().habil_desde(s.recibida_el + timedelta(days=2))
    pagina, faltas = abrir(ancho="telefono"), dict[str, list[str]]()
    quejas = escuchar_politica(pagina)
    pagina.context.add_cookies([{"name": "sesion", "value": sesion_de(crear(SONIA)), "url": servidor.url}])

    pagina.goto("/administracion/")
    pagina.get_by_role("link", name="Feriados").click()
    pagina.get_by_role("link", name="Nuevo feriado").click()
    seguir(pagina, "Revisar el cambio", faltas)
    expect(pagina.get_by_text("Escribe la fecha del feriado").first).to_be_visible()
    pagina.get_by_label("Fecha").fill(dia.isoformat())
    pagina.get_by_label("Nombre").fill("Elección")
    pagina.get_by_label("Motivo").fill(MOTIVO)
    seguir(pagina, "Revisar el cambio", faltas)
    expect(pagina.get_by_role("row", name=s.folio)).to_contain_text(f"{antes:%d-%m-%Y}")
    seguir(pagina, "Volver a editar", faltas)
    expect(pagina.get_by_label("Nombre")).to_have_value("Elección")
    seguir(pagina, "Revisar el cambio", faltas)
    seguir(pagina, "Agregar el feriado", faltas)
    assert Feriado.objects.filter(fecha=dia, vigente=True).exists() and ejecutar_pendientes() == 1
    un_dia_mas = calendario_al_dia().habil_desde(antes + timedelta(days=1))
    assert fresca(s).vence_el == un_dia_mas
    pagina.goto(s.get_absolute_url())
    expect(pagina.get_by_text(f"{un_dia_mas:%d-%m-%Y}").first).to_be_visible()

    pagina.goto("/administracion/plazos/")
    pagina.get_by_role("link", name="Responder una Solicitud de Información").click()
    pagina.get_by_role("link", name="Cambiar el plazo").click()
    pagina.get_by_label("Cuántos").fill("15")
    pagina.get_by_label("Artículo").fill("DS 99 art. 1")
    pagina.get_by_label("Rige desde").fill(min(s.recibida_el, hoy()).isoformat())
    pagina.get_by_label("Motivo").fill(MOTIVO)
    seguir(pagina, "Revisar el cambio", faltas)
    seguir(pagina, "Cambiar el plazo", faltas)
    assert ejecutar_pendientes() == 1
    assert fresca(s).vence_el == vencimiento(s.recibida_el, 15, "habiles", calendario_al_dia())
    documento = TipoDocumento.objects.get(tramite="notificacion", codigo="contrato").pk
    for ruta in (
        "/administracion/plazos/si-respuesta/", "/administracion/feriados/", "/administracion/documentos/",
        f"/administracion/documentos/{documento}/", "/administracion/parametros/",
        "/administracion/parametros/mc-objecion/",
    ):  # fmt: skip
        pagina.goto(ruta)
        if hallado := revisar(pagina):
            faltas[ruta] = hallado
    pagina.goto("/administracion/plazos/si-respuesta/")
    expect(pagina.get_by_text("10 → 15")).to_be_visible()
    expect(pagina.get_by_text(MOTIVO)).to_be_visible()
    assert faltas == {} and quejas == []
