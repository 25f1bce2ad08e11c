"""Saved texts: jefatura writes them, everybody of the distributor uses them, nobody of another sees them."""

from datetime import datetime
from typing import Any
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction
from django.http import HttpResponse

from nucleo.avisos.models import Baja
from nucleo.bitacora.models import Evento
from nucleo.comun.reloj import CHILE, en
from portal.demostracion import fabricas
from solicitudes.actions import textos_guardados
from solicitudes.estados import Tipo
from solicitudes.models import Observacion, Solicitud, TextoGuardado
from solicitudes.tests.ayudas_pasos import enviar, mensajes, navegador, papel
from tests.personas import ELENA, JORGE, MARTA, OLGA, crear

pytestmark = pytest.mark.django_db
VIERNES = datetime(2026, 11, 20, 10, 0, tzinfo=CHILE)
LISTA = "/distribuidora/textos/"
CON_HTMX = {"HX-Request": "true"}


def _guardar(nombre: str, texto: str) -> TextoGuardado:
    textos_guardados.guardar(actor=crear(JORGE), nombre=nombre, texto=texto)
    return TextoGuardado.objects.get(nombre=nombre)


def _nombres() -> list[str]:
    return list(TextoGuardado.objects.values_list("nombre", flat=True))


@pytest.fixture
def solicitud() -> Solicitud:
    with en(VIERNES):
        return fabricas.enviada(crear(ELENA), tipo=Tipo.CONEXION, correo_adicional="otra@ejemplo.cl")


def _responder(solicitud: Solicitud, **datos: Any) -> HttpResponse:
    pagina = solicitud.get_absolute_url() + "respuesta/"
    return navegador(MARTA).post(pagina, {"token": str(uuid4()), **datos})


# --- The list ----------------------------------------------------------------------------------------------------


@pytest.mark.req("D-04")
def test_la_jefatura_los_escribe_ordena_y_quita() -> None:
    jorge = navegador(JORGE)
    for nombre in ("Factible", "Falta plano", "Visita"):
        creado = jorge.post(f"{LISTA}nuevo/", {"nombre": nombre, "texto": f"{nombre}: {{folio}}"})
        assert creado.status_code == 302 and mensajes(creado)[-1] == f"Guardamos «{nombre}»."
    ids = dict(TextoGuardado.objects.values_list("nombre", "pk"))
    jorge.post(f"{LISTA}{ids['Visita']}/orden/", {"hacia": "arriba"})
    jorge.post(f"{LISTA}{ids['Visita']}/orden/", {"hacia": "arriba"})
    assert _nombres() == ["Visita", "Factible", "Falta plano"]
    igual = jorge.post(f"{LISTA}{ids['Factible']}/", {"nombre": "Factible", "texto": "Factible: {folio}"})
    assert mensajes(igual)[-1] == "No cambiaste ningún dato."
    jorge.post(f"{LISTA}{ids['Factible']}/", {"nombre": "Hay capacidad", "texto": "Sí."})
    assert "Lo que ya enviaste con él no cambia" in jorge.get(f"{LISTA}{ids['Visita']}/retiro/").content.decode()
    assert mensajes(jorge.post(f"{LISTA}{ids['Visita']}/retiro/"))[-1] == "Quitamos «Visita»."
    assert _nombres() == ["Hay capacidad", "Falta plano"]
    assert jorge.post(f"{LISTA}{ids['Visita']}/retiro/").status_code == 404
    leido = navegador(MARTA).get(LISTA).content.decode()
    assert "Hay capacidad" in leido and "Nuevo texto" not in leido
    assert "Hay capacidad" not in navegador(OLGA).get(LISTA).content.decode()
    tipos = list(Evento.objects.filter(tipo__startswith="TEXTO_GUARDADO").values_list("tipo", flat=True))
    hechos = {tipo: tipos.count(tipo) for tipo in textos_guardados.FRASES}
    assert list(hechos.values()) == [3, 1, 1, 2]


def test_lo_que_no_se_puede_guardar_se_dice_y_se_conserva() -> None:
    _guardar("Factible", "Sí")
    jorge = navegador(JORGE)
    casos = {
        ("", ""): ["Escribe el nombre", "Escribe el texto"],
        ("FACTIBLE", "Otro"): ["Ya tienes un texto con ese nombre. Escribe otro."],
        ("n" * 81, "Otro"): ["El nombre debe tener 80 caracteres o menos"],
        ("Largo", "t" * 4001): ["«Texto» debe tener 4.000 caracteres o menos"],
        ("Dato", "Hola {foolio}"): ["No existe el dato {foolio}. ¿Quisiste escribir {folio}?"],
        ("Monto", "Paga {monto}"): ["El dato {monto} no se puede usar en este mensaje."],
    }
    for (nombre, texto), esperado in casos.items():
        respuesta = jorge.post(f"{LISTA}nuevo/", {"nombre": nombre, "texto": texto})
        form = respuesta.context["form"]
        assert (respuesta.status_code, [e for errores in form.errors.values() for e in errores]) == (422, esperado)
        assert form["texto"].value() == texto
    assert _nombres() == ["Factible"]


def test_la_base_los_cuida() -> None:
    """texto_guardado_nombre_unico and texto_guardado_escrito."""
    guardado = _guardar("Factible", "Sí")
    with pytest.raises(IntegrityError, match="texto_guardado_escrito"), transaction.atomic():
        TextoGuardado.objects.update(texto="")
    guardado.pk = None
    with pytest.raises(IntegrityError, match="texto_guardado_nombre_unico"), transaction.atomic():
        guardado.save(force_insert=True)


# --- Their use ---------------------------------------------------------------------------------------------------


@pytest.mark.req("D-04", "S-11")
def test_usarlo_sin_guion_conserva_todo_lo_escrito(solicitud: Solicitud) -> None:
    texto = _guardar("Factible", "{nombre}: tu solicitud {folio} es factible.")
    escrito = {"comentario": "Hola.", "obras": "Cambio del empalme", "numero_solicitud": "77", "pago": "si"}
    with en(VIERNES):
        usado = _responder(solicitud, **escrito, usar_texto="1", texto_guardado=texto.pk, respuesta=papel("i.pdf"))
        form = usado.context["form"]
        assert usado.status_code == 200 and "campo--error" not in usado.content.decode()
        assert form["comentario"].value() == f"Hola.\n\nElena Araya Soto: tu solicitud {solicitud.folio} es factible."
        assert [form[c].value() for c in ("obras", "numero_solicitud", "pago")] == ["Cambio del empalme", "77", "si"]
        guardado = usado.context["campos"].campos[0].guardado
        assert "i.pdf" in usado.content.decode() and not solicitud.respuestas.exists()
        final = {**escrito, "pago": "no", "obras": "", "comentario": form["comentario"].value()}
        assert _responder(solicitud, **final, respuesta_guardado=guardado).status_code == 302
    assert solicitud.respuestas.get().comentario.endswith("es factible.")


@pytest.mark.req("D-04", "D-06")
def test_con_htmx_vuelve_solo_el_comentario_y_lo_que_no_cabe_se_dice(solicitud: Solicitud) -> None:
    largo, con_datos = _guardar("Largo", "x" * 299), _guardar("Con folio", "Sobre {folio}")
    ajeno = TextoGuardado.objects.create(
        distribuidora=crear(OLGA).distribuidora, nombre="De otra", texto="Secreto", orden=10,
        cambiado_por=crear(OLGA), cambiado_en=VIERNES,
    )  # fmt: skip
    marta = navegador(MARTA)

    def usar(texto: Any, **datos: str) -> HttpResponse:
        elegido = {"usar_texto": "1", "texto_guardado": texto, "comentario": "Hola", **datos}
        return marta.post("/comunicaciones/nueva/", elegido, headers=CON_HTMX)

    casos = {
        (largo.pk, ""): "Con «Largo» quedarían 305 caracteres y caben 300. Acorta lo escrito o elige otro texto.",
        (con_datos.pk, ""): "Ese texto usa datos de la solicitud. Escribe primero el folio.",
        (ajeno.pk, ""): "Elige un texto de la lista",
        ("", ""): "Elige un texto de la lista",
    }
    with en(VIERNES):
        for (texto, folio), mensaje in casos.items():
            cuerpo = usar(texto, folio=folio)
            assert cuerpo.status_code == 422 and mensaje in cuerpo.content.decode()
            assert ">\nHola</textarea>" in cuerpo.content.decode() and "Secreto" not in cuerpo.content.decode()
        sin_guion = marta.post(
            "/comunicaciones/nueva/", {"usar_texto": "1", "texto_guardado": "", "comentario": "Hola"}
        )
        assert sin_guion.status_code == 422
        assert sin_guion.context["errores_de_pagina"] == [("Elige un texto de la lista", "id_comentario")]
        bueno = usar(con_datos.pk, folio=solicitud.folio).content.decode()
        assert "<html" not in bueno and f"Sobre {solicitud.folio}</textarea>" in bueno and "Texto agregado" in bueno


@pytest.mark.req("L-05")
def test_pedir_una_correccion_con_un_texto_guardado(solicitud: Solicitud) -> None:
    texto = _guardar("Cédula", "La cédula no se lee.")
    marcado = {"corregir_cedula": "on", "motivo_cedula": "Borrosa"}
    with en(VIERNES):
        usado = enviar(MARTA, solicitud, "observacion", **marcado, usar_texto="1", texto_guardado=str(texto.pk))
        form = usado.context["form"]  # type: ignore[attr-defined]
        assert usado.status_code == 200 and not Observacion.objects.exists()
        assert form["motivo"].value() == "La cédula no se lee." and form["motivo_cedula"].value() == "Borrosa"
        assert "checked" in usado.content.decode()


# --- Whom it tells -------------------------------------------------------------------------------------------------


@pytest.mark.req("D-04", "D-06")
def test_las_paginas_dicen_a_quien_avisaran_como_lo_haran(solicitud: Solicitud) -> None:
    marta, respuesta = navegador(MARTA), solicitud.get_absolute_url() + "respuesta/"
    comunicar = f"/comunicaciones/nueva/?folio={solicitud.folio}"
    with en(VIERNES):
        assert "Avisaremos a elena@ejemplo.cl y a otra@ejemplo.cl." in marta.get(respuesta).content.decode()
        assert "Avisaremos a elena@ejemplo.cl." in marta.get(comunicar).content.decode()
        assert "Avisaremos al solicitante por correo." in marta.get("/comunicaciones/nueva/").content.decode()
        quien = marta.get(comunicar, headers=CON_HTMX).content.decode()
        assert 'hx-swap-oob="true">Avisaremos a elena@ejemplo.cl.' in quien
        Baja.objects.create(destinatario="otra@ejemplo.cl")
        assert "Avisaremos a elena@ejemplo.cl." in marta.get(respuesta).content.decode()
