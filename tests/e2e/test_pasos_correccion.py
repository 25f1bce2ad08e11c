"""The correction loop in a real browser: filed, observed, corrected, answered; with JavaScript and without."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from nucleo.archivos import muestras
from portal.demostracion import fabricas
from solicitudes.estados import Estado, Tipo
from solicitudes.models import Solicitud
from tests.e2e.recorrido import Camara, Papel, campo, elegir, ingresar, texto_del_resumen
from tests.e2e.revision import escuchar_politica
from tests.personas import ELENA, MARTA, crear

Abrir = Callable[..., Page]
FORMAS = [
    pytest.param(("escritorio", True), id="1280-con-js"),
    pytest.param(("telefono", False), id="360-sin-js"),
]
CEDULA = "Copia de la cédula de identidad"


@pytest.mark.req("L-05", "S-11", "D-04")
@pytest.mark.parametrize("forma", FORMAS)
def test_de_la_observacion_a_la_respuesta(forma: tuple[str, bool], abrir: Abrir, servidor: Any, tmp_path: Path) -> None:
    ancho, js = forma
    crear(MARTA)
    solicitud = fabricas.enviada(crear(ELENA), tipo=Tipo.CONEXION)
    camara = Camara(f"correccion-{ancho}-{'con' if js else 'sin'}-js")
    papel = Papel(tmp_path / "cedula-nueva.pdf")
    papel.ruta.write_bytes(muestras.pdf("Cédula legible"))

    personal, quejas = _entrar(abrir, ancho, js, MARTA)
    _observar(personal, solicitud, camara)
    propia, otras = _entrar(abrir, ancho, js, ELENA)
    _corregir(propia, solicitud, papel, camara, js)
    _responder(personal, solicitud, papel, camara, js)
    solicitud.refresh_from_db()
    assert solicitud.estado == Estado.RESPONDIDO
    assert solicitud.respuestas.get().archivo.nombre == "cedula-nueva.pdf"
    assert [*quejas, *otras] == []


@pytest.mark.req("D-05")
def test_el_numero_se_edita_sin_salir_de_la_solicitud(abrir: Abrir, servidor: Any) -> None:
    crear(MARTA)
    solicitud = fabricas.enviada(crear(ELENA))
    pagina, quejas = _entrar(abrir, "telefono", True, MARTA)
    camara = Camara("numero-en-su-lugar")
    pagina.goto(solicitud.get_absolute_url())
    pagina.get_by_role("link", name="Editar el N° de solicitud").click()
    pagina.get_by_label("N° de solicitud").fill("2026-77")
    camara.tomar(pagina, "editando")
    pagina.locator("dd form").get_by_role("button", name="Grabar").click()
    enlace = pagina.get_by_role("link", name="Editar el N° de solicitud")
    expect(enlace).to_be_focused()
    expect(pagina.locator("dd", has=enlace)).to_contain_text("2026-77")
    camara.tomar(pagina, "grabado")
    assert pagina.url.endswith(solicitud.get_absolute_url()) and quejas == []
    solicitud.refresh_from_db()
    assert solicitud.numero_solicitud == "2026-77"


def _entrar(abrir: Abrir, ancho: str, js: bool, persona: Any) -> tuple[Page, list[str]]:
    pagina = abrir(ancho=ancho, javascript=js)
    quejas = escuchar_politica(pagina)
    ingresar(pagina, persona)
    return pagina, quejas


def _observar(pagina: Page, solicitud: Solicitud, camara: Camara) -> None:
    pagina.goto(solicitud.get_absolute_url())
    pagina.get_by_role("link", name="Pedir corrección").click()
    camara.tomar(pagina, "observar")
    pagina.get_by_role("button", name="Pedir corrección").click()
    assert texto_del_resumen(pagina) == ["Elige al menos un documento"]
    pagina.get_by_label(CEDULA, exact=True).check()
    pagina.get_by_label(f"Qué hay que corregir en {CEDULA}").fill("No se lee el reverso")
    camara.tomar(pagina, "observar-con-error")
    pagina.get_by_role("button", name="Pedir corrección").click()
    expect(pagina.locator("main [role=status]").first).to_contain_text(
        "Pediste la corrección. Avisamos a Elena Araya Soto por correo."
    )
    camara.tomar(pagina, "observada")


def _corregir(pagina: Page, solicitud: Solicitud, papel: Papel, camara: Camara, js: bool) -> None:
    pagina.goto(solicitud.get_absolute_url())
    pagina.get_by_role("link", name="Corregir documentos").first.click()
    expect(pagina.get_by_text("Qué corregir: No se lee el reverso.")).to_be_visible()
    expect(pagina.get_by_text("Versión anterior")).to_be_visible()
    pagina.get_by_role("button", name="Entregar corrección").click()
    assert texto_del_resumen(pagina) == [f"Adjunta {CEDULA}"]
    camara.tomar(pagina, "corregir-con-error")
    elegir(pagina, "cedula", papel)
    if js:
        expect(campo(pagina, "cedula")).to_contain_text("Subido")
        camara.tomar(pagina, "corregir-subido")
    pagina.get_by_role("button", name="Entregar corrección").click()
    expect(pagina.locator("main [role=status]").first).to_contain_text("Corrección entregada.")
    assert solicitud.adjuntos.get(codigo="cedula", version=2).archivo.nombre == "cedula-nueva.pdf"
    camara.tomar(pagina, "corregida")


def _responder(pagina: Page, solicitud: Solicitud, papel: Papel, camara: Camara, js: bool) -> None:
    pagina.goto(solicitud.get_absolute_url() + "respuesta/")
    elegir(pagina, "respuesta", papel)
    if js:
        expect(campo(pagina, "respuesta")).to_contain_text("Subido")
    pagina.get_by_text("Datos de la respuesta").click()
    pagina.get_by_label("Capacidad instalada permitida").fill("mucha")
    pagina.get_by_role("button", name="Grabar respuesta").click()
    assert texto_del_resumen(pagina) == ["Escribe los kW con cifras y hasta 3 decimales, como 4,5"]
    expect(campo(pagina, "respuesta")).to_contain_text("cedula-nueva.pdf")  # the file survives the error
    camara.tomar(pagina, "responder-con-error")
    pagina.get_by_label("Capacidad instalada permitida").fill("4,5")
    pagina.get_by_role("button", name="Grabar respuesta").click()
    expect(pagina.locator("main [role=status]").first).to_contain_text("Respuesta enviada.")
    camara.tomar(pagina, "respondida")
