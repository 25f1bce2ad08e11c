"""What the journey refuses, as its people meet it: a state that changed meanwhile, another's request, the wrong
profile."""

import re
from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest
from playwright.sync_api import Page, expect

from nucleo.bitacora.models import Acceso
from nucleo.comun.reloj import CHILE
from portal.demostracion import fabricas
from solicitudes.models import Borrador, Respuesta
from tests.e2e.recorrido import COMENTARIO, Camara, campo, elegir, escribir_papeles, ingresar, texto_del_resumen
from tests.personas import ELENA, FRIDA, JORGE, MARTA, OLGA, SONIA, crear

Abrir = Callable[..., Page]
# The seconds that the session has left change while the pages are asked for.
MUDABLE = re.compile(r'(name="csrfmiddlewaretoken" value=|data-quedan=)"[^"]+"')


@pytest.mark.parametrize(
    ("ancho", "js"),
    [("escritorio", True), ("telefono", False), pytest.param("telefono", True, marks=pytest.mark.completo)],
)
def test_la_colega_que_responde_mientras_tanto(abrir: Abrir, tmp_path: Any, ancho: str, js: bool) -> None:
    solicitud, jorge = fabricas.enviada(crear(ELENA)), crear(JORGE)
    crear(MARTA)
    pagina = abrir(ancho=ancho, javascript=js)
    ingresar(pagina, MARTA)
    pagina.goto(f"{solicitud.get_absolute_url()}respuesta/")
    pagina.get_by_label("Comentarios").fill(COMENTARIO)
    elegir(pagina, "respuesta", escribir_papeles(tmp_path).respuesta)
    if js:  # it leaves by itself; what is judged below is the form
        expect(campo(pagina, "respuesta")).to_contain_text("Subido")
    fabricas.respondida(solicitud, jorge)
    with pagina.expect_response(lambda r: r.request.method == "POST") as respuesta:
        pagina.get_by_role("button", name="Grabar respuesta").click()
    assert respuesta.value.status == 409
    expect(pagina.locator("main")).to_contain_text("Jorge Tapia Mena")
    expect(pagina.locator("main")).to_contain_text(f"{solicitud.respondida_en.astimezone(CHILE):%d-%m-%Y %H:%M}")
    expect(pagina.locator("main")).to_contain_text("No grabamos nada de lo que enviaste.")
    Camara(f"negado-409-{ancho}").tomar(pagina, "conflicto")
    assert Respuesta.objects.get().creada_por == jorge
    pagina.get_by_role("link", name="Ver la solicitud").click()
    expect(pagina.locator("main .estado")).to_have_text("Respondido")
    # Opening the form again says the same, before anything is written.
    conflicto = pagina.goto(f"{solicitud.get_absolute_url()}respuesta/")
    assert conflicto is not None and conflicto.status == 409
    expect(pagina.locator("main")).to_contain_text("Jorge Tapia Mena")


@pytest.mark.req("A-05", "D-01")
@pytest.mark.parametrize("persona", [FRIDA, OLGA], ids=["otra persona", "otra distribuidora"])
def test_lo_ajeno_es_lo_que_no_existe(abrir: Abrir, persona: Any) -> None:
    """Every address of another's request, draft and file: 404 with the body of a missing one, and a trace of it."""
    elena = crear(ELENA)
    solicitud, borrador = fabricas.enviada(elena), fabricas.borrador_listo(elena)
    archivo = solicitud.adjuntos.first().archivo
    pasos = ("datos", "documentos", "revision", "descarte") if persona is FRIDA else ()
    propias = ("", "plazo/", "enviada/") if persona is FRIDA else ("", "plazo/", "respuesta/")
    direcciones = [(f"/solicitudes/%s/{final}", solicitud.folio, "YN999") for final in propias]
    direcciones += [(f"/borradores/%s/{paso}/", borrador.pk, uuid4()) for paso in pasos]
    direcciones += [("/archivos/%s/", archivo.pk, uuid4())]
    direcciones += [(f"/solicitudes/{solicitud.folio}/documentos/%s/", archivo.pk, uuid4())]
    crear(persona)
    pagina = abrir()
    ingresar(pagina, persona)
    distintas = [
        forma % ajeno
        for forma, ajeno, ninguno in direcciones
        if _cuerpo(pagina, forma % ajeno, 404) != _cuerpo(pagina, forma % ninguno, 404)
    ]
    assert distintas == []
    assert Acceso.objects.filter(permitido=False, objeto=f"folio:{solicitud.folio}").exists()
    assert Borrador.objects.filter(pk=borrador.pk).exists()


def _cuerpo(pagina: Page, ruta: str, codigo: int) -> str:
    respuesta = pagina.context.request.get(ruta)
    assert respuesta.status == codigo, ruta
    return MUDABLE.sub(r"\1", respuesta.text())


@pytest.mark.req("A-02")
def test_cada_clave_equivocada_dice_lo_mismo_y_cada_rut_mal_escrito_otra_cosa(abrir: Abrir) -> None:
    crear(ELENA)
    pagina = abrir()
    vistos = {}
    for rut, clave in (("44.444.444-4", "no es esta"), ("11.111.111-1", "tampoco"), ("44.444.444-5", "da igual")):
        pagina.goto("/ingresar/")
        pagina.get_by_label("Solicitante").check()
        pagina.get_by_label("RUT", exact=True).fill(rut)
        pagina.get_by_label("Contraseña", exact=True).fill(clave)
        pagina.locator("main").get_by_role("button", name="Ingresar").click()
        vistos[rut] = texto_del_resumen(pagina)
        expect(pagina.get_by_label("RUT", exact=True)).to_have_value(rut)
    assert vistos["44.444.444-4"] == vistos["11.111.111-1"] == ["El RUT, la contraseña o el perfil no coinciden."]
    assert vistos["44.444.444-5"] == ["El dígito verificador no corresponde. Revisa el RUT"]


@pytest.mark.parametrize(("persona", "ruta"), [(ELENA, "/bandeja/"), (MARTA, "/nuevo-envio/"), (SONIA, "/inicio/")])
def test_la_pagina_de_otro_perfil_se_niega_y_muestra_una_salida(abrir: Abrir, persona: Any, ruta: str) -> None:
    crear(persona)
    pagina = abrir()
    ingresar(pagina, persona)
    respuesta = pagina.goto(ruta)
    assert respuesta is not None and respuesta.status == 403
    expect(pagina.get_by_role("heading", level=1)).to_have_text("No puedes hacer esto")
    pagina.locator("main .botones a").first.click()
    expect(pagina.get_by_role("heading", level=1)).not_to_have_text("No puedes hacer esto")
    assert "/ingresar/" not in pagina.url
