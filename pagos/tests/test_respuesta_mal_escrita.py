"""Bad input of the answer page: each its words, nothing lost, nothing half-done."""

from datetime import datetime
from typing import Any
from uuid import uuid4

import pytest
from django.http import HttpResponse

from nucleo.avisos.models import Aviso
from nucleo.bitacora.models import Evento
from nucleo.comun.reloj import CHILE, en
from pagos.models import Cobro
from portal.demostracion import fabricas
from solicitudes.estados import Estado, Tipo
from solicitudes.models import Respuesta, Solicitud
from solicitudes.tests.ayudas_pasos import navegador, papel
from tests.personas import ELENA, MARTA, OLGA, crear

pytestmark = [pytest.mark.django_db, pytest.mark.req("D-04", "D-05", "P-01", "S-11")]
VIERNES = datetime(2026, 11, 20, 10, 0, tzinfo=CHILE)
MONTO = "Escribe el monto en pesos, sin decimales, por ejemplo 38.500"
LIMITES = "Escribe un monto entre $1 y $999.999.999"
LARGO = 6 * 1024 * 1024
# What is written over a good answer → what is said
CASOS: list[tuple[dict[str, str], list[str]]] = [
    ({"monto": "0"}, [LIMITES]),
    ({"monto": "-1"}, [MONTO]),
    ({"monto": "1e9"}, [MONTO]),
    ({"monto": "38,5"}, [MONTO]),
    ({"monto": "38.50"}, [MONTO]),
    ({"monto": "1.000.000.000"}, [LIMITES]),
    ({"monto": "123456789012345"}, [LIMITES]),
    ({"monto": "³8500"}, [MONTO]),
    ({"monto": ""}, ["Escribe el monto"]),
    ({"explicacion": "  "}, ["Escribe qué se paga"]),
    ({"explicacion": "e" * 1001}, ["«Qué se paga» debe tener 1.000 caracteres o menos"]),
    ({"pago": "quizás"}, ["Elige una de las dos opciones"]),
    ({"numero_solicitud": "9" * 41}, ["El N° de solicitud debe tener 40 caracteres o menos"]),
    ({"comentario": "c" * 4001}, ["Los comentarios deben tener 4.000 caracteres o menos"]),
    ({"obras": "Empalme"}, ["Escribe el costo de las obras", "Escribe el plazo de las obras"]),
    ({"obras_costo": "0", "obras_dias": "0"}, ["Escribe 1 día hábil o más", "Escribe qué obras hacen falta"]),
    ({"obras_dias": "3,5"}, ["Escribe el plazo de las obras con cifras", "Escribe qué obras hacen falta",
                             "Escribe el costo de las obras"]),
    ({"inyeccion_permitida": "4,5", "capacidad_permitida": "4"}, ["Escribe una inyección igual o menor que la CIP"]),
    ({"capacidad_conexion": "1.500"}, ["Escribe los kW sin puntos y con coma para los decimales, como 1500 o 1,5"]),
    ({"capacidad_conexion": "x", "inyeccion_permitida": "-3"}, [
        "Capacidad del empalme (kW): Escribe los kW con cifras y hasta 3 decimales, como 4,5",
        "Inyección permitida (kW): Escribe los kW con cifras y hasta 3 decimales, como 4,5",
    ]),
    ({"manifestacion_necesaria": "tal vez"}, ["Elige una de las tres opciones"]),
    ({"token": "x"}, ["Revisa los datos y envía el formulario otra vez"]),
]  # fmt: skip


@pytest.fixture
def solicitud() -> Solicitud:
    with en(VIERNES):
        return fabricas.enviada(crear(ELENA), tipo=Tipo.CONEXION)


def _enviar(solicitud: Solicitud, **datos: Any) -> HttpResponse:
    return navegador(MARTA).post(f"{solicitud.get_absolute_url()}respuesta/", {"token": str(uuid4()), **datos})


def _dicho(respuesta: HttpResponse) -> list[str]:
    return [mensaje for mensaje, _ in respuesta.context["errores_de_pagina"]]  # type: ignore[attr-defined]


def _nada_a_medias(solicitud: Solicitud, eventos: int, avisos: int) -> None:
    solicitud.refresh_from_db()
    assert (solicitud.estado, solicitud.numero_solicitud) == (Estado.PENDIENTE_RESPUESTA, "")
    assert not Respuesta.objects.exists() and not Cobro.objects.exists()
    assert (Evento.objects.filter(cadena=solicitud.cadena).count(), Aviso.objects.count()) == (eventos, avisos)


def test_cada_error_se_dice_con_sus_palabras_y_nada_se_pierde(solicitud: Solicitud) -> None:
    bueno = {
        "numero_solicitud": "77", "comentario": "Hay capacidad", "pago": "si", "monto": "38.500",
        "explicacion": "Estudio",
    }  # fmt: skip
    with en(VIERNES):
        primera = _enviar(solicitud, **{**bueno, "monto": "0"}, respuesta=papel("i.pdf"), cupon=papel("c.pdf"))
        guardados = {f"{c.campo}_guardado": c.guardado for c in primera.context["campos"]}  # type: ignore[attr-defined]
        eventos, avisos = Evento.objects.filter(cadena=solicitud.cadena).count(), Aviso.objects.count()
        for cambio, esperado in CASOS:
            escrito = {**bueno, **cambio}
            respuesta = _enviar(solicitud, **escrito, **guardados)
            assert respuesta.status_code == 422, cambio
            assert (respuesta.status_code, sorted(_dicho(respuesta))) == (422, sorted(esperado)), cambio
            form, cuerpo = respuesta.context["form"], respuesta.content.decode()  # type: ignore[attr-defined]
            assert {c: form[c].value() for c in escrito if c != "token"} == {
                c: v for c, v in escrito.items() if c != "token"
            }
            assert "i.pdf" in cuerpo and "c.pdf" in cuerpo, cambio
        _nada_a_medias(solicitud, eventos, avisos)
        for monto in ("$38500", "$ 38.500", "38500"):
            assert (
                _enviar(solicitud, **{**bueno, "monto": monto, "numero_solicitud": "9" * 41}, **guardados)
                .context["form"]
                .cleaned_data["monto"]
                == 38_500
            )  # type: ignore[attr-defined]
        assert _enviar(solicitud, **bueno, **guardados).status_code == 302
    assert Cobro.objects.get().monto == 38_500


def test_los_archivos_que_no_sirven_dejan_a_los_buenos(solicitud: Solicitud) -> None:
    bueno = {"comentario": "Hay capacidad", "pago": "si", "monto": "38.500", "explicacion": "Estudio"}
    pesado = b"%PDF-1.7\n" + bytes(LARGO - 9)
    with en(VIERNES):
        primera = _enviar(solicitud, **bueno, respuesta=papel("i.pdf"), cupon=papel("c.pdf", pesado))
        assert _dicho(primera) == ["Cupón de pago debe pesar 1 MB o menos. Este archivo pesa 6 MB."]
        assert "i.pdf" in primera.content.decode() and "38.500" in primera.content.decode()
        otra = _enviar(solicitud, **bueno, respuesta=papel("i.pdf", pesado), cupon=papel("c.exe"))
        assert _dicho(otra) == [
            "Respuesta debe pesar 5 MB o menos. Este archivo pesa 6 MB.",
            "Cupón de pago debe ser del tipo PDF, JPG, PNG, DOC o DOCX",
        ]
    assert not Respuesta.objects.exists() and not Cobro.objects.exists()


def test_el_folio_de_otra_distribuidora_no_existe(solicitud: Solicitud) -> None:
    pagina = f"{solicitud.get_absolute_url()}respuesta/"
    for respuesta in (navegador(OLGA).get(pagina), navegador(OLGA).post(pagina, {"respuesta": papel()})):
        assert respuesta.status_code == 404
