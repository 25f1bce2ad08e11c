"""SEC replaces a blank form from its own page (S-18)."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from catalogo import formularios
from catalogo.models import FormularioEnBlanco
from cuentas.models import Usuario
from nucleo.archivos.muestras import pdf
from nucleo.bitacora.models import Evento
from tests.personas import SONIA, crear

pytestmark = [pytest.mark.django_db, pytest.mark.req("S-18")]
RUTA = "/administracion/formularios/"


@pytest.fixture
def sonia(client: Client) -> Usuario:
    formularios.cargar()
    sonia = crear(SONIA)
    client.force_login(sonia)
    return sonia


def _oficial(nombre: str = "oficial.pdf", contenido: bytes | None = None) -> dict[str, SimpleUploadedFile]:
    return {"archivo": SimpleUploadedFile(nombre, pdf("Formulario oficial") if contenido is None else contenido)}


def test_publica_el_oficial_que_todos_bajan(client: Client, sonia: Usuario) -> None:
    assert client.get(RUTA).content.decode().count("Ejemplo del portal") == FormularioEnBlanco.objects.count()
    respuesta = client.post(f"{RUTA}conexion/", _oficial(), REMOTE_ADDR="192.0.2.7")
    assert (respuesta.status_code, respuesta["Location"]) == (302, RUTA)
    assert b"".join(Client().get("/formularios/conexion/").streaming_content) == pdf("Formulario oficial")
    pagina = client.get(RUTA).content.decode()
    assert "oficial.pdf" in pagina and pagina.count("Ejemplo del portal") == FormularioEnBlanco.objects.count() - 1
    evento = Evento.objects.get(cadena="catalogo", tipo="DOCUMENTO_CAMBIADO")
    assert (evento.actor, evento.origen.direccion) == (sonia, "192.0.2.7")


@pytest.mark.parametrize(
    ("envio", "palabra"),
    [
        ({}, "Adjunta el formulario oficial"),
        (_oficial("hoja.pdf", b"MZ esto no es un PDF"), "extensión"),
        (_oficial(contenido=b""), "vac"),
    ],
)
def test_lo_que_no_sirve_se_dice_en_el_campo(
    client: Client, sonia: Usuario, envio: dict[str, SimpleUploadedFile], palabra: str
) -> None:
    respuesta = client.post(f"{RUTA}conexion/", envio)
    assert respuesta.status_code == 422
    assert palabra in str(respuesta.context["form"].errors["archivo"])
    assert FormularioEnBlanco.objects.get(tramite="conexion").es_ejemplo
