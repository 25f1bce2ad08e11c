"""A locked answer is seen to exist and opens when validated (P-05); every address: tests/test_respuesta_trabada.py."""

import io
import zipfile
from typing import Any

import pytest
from django.core import mail

from nucleo.comun.reloj import en
from pagos.tests.ayudas import SECRETO, VIERNES, decidir, informar, nueva, responder_con_pago
from solicitudes.models import Solicitud
from solicitudes.tests.ayudas_pasos import escritos, navegador
from tests.mundo import entrar
from tests.personas import ELENA, FRIDA, MARTA, OLGA

pytestmark = pytest.mark.django_db
ARCHIVO = "informe-reservado.pdf"


@pytest.fixture
def trabada() -> Any:
    with en(VIERNES):
        solicitud = nueva(correo_adicional="otra@ejemplo.cl")
        responder_con_pago(solicitud)
        solicitud.refresh_from_db()
        yield solicitud


def _direcciones(solicitud: Solicitud) -> dict[str, str]:
    caso, archivo = solicitud.get_absolute_url(), solicitud.respuestas.get().archivo_id
    return {
        "archivo de la solicitud": f"{caso}documentos/{archivo}/",
        "archivo": f"/archivos/{archivo}/",
        "vista previa": f"/archivos/{archivo}/vista/",
        "página de la vista": f"/archivos/{archivo}/vista/1/",
        "zip": f"{caso}documentos.zip",
    }


def _recibido(persona: Any, direccion: str) -> tuple[int, bytes]:
    respuesta = (navegador(persona) if persona else entrar(None)).get(direccion)
    cuerpo = b"".join(respuesta.streaming_content) if respuesta.streaming else respuesta.content
    if cuerpo.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(cuerpo)) as paquete:
            cuerpo = b"\n".join(
                [*(n.encode() for n in paquete.namelist()), *(paquete.read(n) for n in paquete.namelist())]
            )
    return respuesta.status_code, cuerpo


def _contenido(solicitud: Solicitud) -> bytes:
    _, cuerpo = _recibido(MARTA, f"/archivos/{solicitud.respuestas.get().archivo_id}/")
    assert cuerpo.startswith(b"%PDF")
    return cuerpo


@pytest.mark.req("P-05")
def test_se_ve_que_existe_y_el_correo_no_dice_mas(trabada: Solicitud) -> None:
    _, pagina = _recibido(ELENA, trabada.get_absolute_url())
    assert "La respuesta está lista. Podrás descargarla cuando se valide tu pago." in pagina.decode()
    assert {clave for clave, _ in escritos()} >= {"respuesta_con_pago", "adicional"}
    textos = "\n".join(f"{mensaje.subject} {mensaje.body}" for mensaje in mail.outbox)
    assert "$38.500" in textos and SECRETO not in textos and ARCHIVO not in textos


@pytest.mark.req("P-05", "P-04")
def test_el_dia_en_que_se_valida_se_entrega(trabada: Solicitud) -> None:
    contenido = _contenido(trabada)
    informar(trabada)
    assert _recibido(ELENA, _direcciones(trabada)["archivo"])[0] == 404
    decidir(trabada)
    for nombre in ("archivo", "archivo de la solicitud", "vista previa", "página de la vista", "zip"):
        codigo, cuerpo = _recibido(ELENA, _direcciones(trabada)[nombre])
        assert codigo == 200, nombre
        if nombre in ("archivo", "archivo de la solicitud", "zip"):
            assert contenido in cuerpo, nombre
    assert SECRETO.encode() in _recibido(ELENA, trabada.get_absolute_url())[1]
    for ajena in (FRIDA, OLGA):
        assert _recibido(ajena, _direcciones(trabada)["archivo"])[0] == 404
