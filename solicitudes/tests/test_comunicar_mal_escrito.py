"""Bad input of 'Comunicación': each its words, nothing lost, nothing half-done."""

from datetime import datetime
from typing import Any
from uuid import uuid4

import pytest
from django.http import HttpResponse

from nucleo.avisos.models import Aviso
from nucleo.comun.reloj import CHILE, en
from portal.demostracion import fabricas
from solicitudes.estados import Tipo
from solicitudes.models import Comunicacion
from solicitudes.tests.ayudas_pasos import navegador, papel
from tests.personas import ELENA, IGNACIO, MARTA, crear

pytestmark = [pytest.mark.django_db, pytest.mark.req("D-06", "S-11")]
VIERNES = datetime(2026, 11, 20, 10, 0, tzinfo=CHILE)
FOLIO = "No encontramos ese folio en tu distribuidora"
FALTA = "Escribe el folio"
CLIENTE = "El N° de cliente no corresponde al folio"
LARGO = "El comentario debe tener 300 caracteres o menos"


def _enviar(**datos: Any) -> HttpResponse:
    return navegador(MARTA).post("/comunicaciones/nueva/", {"token": str(uuid4()), **datos})


def _dicho(respuesta: HttpResponse) -> list[str]:
    return [mensaje for mensaje, _ in respuesta.context["errores_de_pagina"]]  # type: ignore[attr-defined]


def test_cada_error_se_dice_con_sus_palabras_y_nada_se_pierde() -> None:
    with en(VIERNES):
        propia = fabricas.respondida(
            fabricas.enviada(crear(ELENA), tipo=Tipo.INFORMACION), crear(MARTA), numero="2026-7"
        )
        otra = fabricas.enviada(crear(ELENA), tipo=Tipo.INFORMACION, numero_cliente="55-5")
        ajena = fabricas.enviada(crear(IGNACIO), "OV")
        bueno = {"folio": propia.folio, "numero_cliente": propia.numero_cliente, "comentario": "Revisa el plano"}
        casos: list[tuple[dict[str, str], list[str]]] = [
            ({"folio": ajena.folio}, [FOLIO]),
            ({"folio": "YN999999"}, [FOLIO]),
            ({"folio": "Y" * 41}, ["El Folio debe tener 40 caracteres o menos"]),
            ({"folio": ""}, [FALTA]),
            ({"folio": otra.folio}, [CLIENTE]),
            ({"numero_cliente": "1-9"}, [CLIENTE]),
            ({"numero_cliente": ""}, ["Escribe el N° de cliente o de factibilidad"]),
            ({"numero_solicitud": "8"}, ["El N° de solicitud no corresponde al folio"]),
            ({"comentario": ""}, ["Escribe el comentario"]),
            ({"comentario": "a" * 301}, [LARGO]),
            ({"folio": ajena.folio, "numero_cliente": "1-9", "comentario": "a" * 301}, [FOLIO, LARGO]),
            (dict.fromkeys(bueno, ""), [FALTA, "Escribe el N° de cliente o de factibilidad", "Escribe el comentario"]),
        ]
        primera = _enviar(**{**bueno, "comentario": ""}, comunicacion=papel("plano.pdf"))
        guardado = primera.context["campos"].campos[0].guardado  # type: ignore[attr-defined]
        antes = Aviso.objects.count()
        for cambio, esperado in casos:
            escrito = {**bueno, **cambio}
            respuesta = _enviar(**escrito, comunicacion_guardado=guardado)
            assert (respuesta.status_code, _dicho(respuesta)) == (422, esperado), cambio
            form = respuesta.context["form"]  # type: ignore[attr-defined]
            assert {campo: form[campo].value() for campo in escrito} == escrito
            assert "plano.pdf" in respuesta.content.decode(), cambio
        pesado = _enviar(**bueno, comunicacion=papel("p.pdf", b"%PDF-1.7\n" + bytes(6 * 1024 * 1024 - 9)))
        assert _dicho(pesado) == ["Documento debe pesar 5 MB o menos. Este archivo pesa 6 MB."]
        assert not Comunicacion.objects.exists() and Aviso.objects.count() == antes
        assert _enviar(**bueno, numero_solicitud="2026 7", comunicacion_guardado=guardado).status_code == 302
    assert Comunicacion.objects.get().archivo is not None
