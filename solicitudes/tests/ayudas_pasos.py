"""What the tests of the steps share: people in browsers, forms as pages send them, and what was written to whom."""

import re
from typing import Any
from uuid import uuid4

from django.core import mail
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client

from catalogo.models import Distribuidora
from nucleo.archivos.muestras import pdf
from nucleo.avisos.despacho import despachar
from nucleo.avisos.models import Aviso, EstadoAviso
from solicitudes.models import Solicitud
from tests.personas import crear

AVISOS_YN = "avisos-yn@ejemplo.cl"


def con_correo_de_avisos() -> None:
    Distribuidora.objects.filter(prefijo="YN").update(correo_avisos=AVISOS_YN)


def navegador(persona: Any) -> Client:
    cliente = Client()
    cliente.force_login(crear(persona))
    return cliente


def papel(nombre: str = "papel.pdf", contenido: bytes | None = None) -> SimpleUploadedFile:
    return SimpleUploadedFile(nombre, pdf() if contenido is None else contenido)


def enviar(persona: Any, solicitud: Solicitud, pagina: str, *, token: str = "", **datos: Any) -> HttpResponse:
    """Sends the form of a step, with a new token unless one is given."""
    return navegador(persona).post(solicitud.direccion(pagina), {"token": token or str(uuid4()), **datos})


def ver(persona: Any, solicitud: Solicitud, pagina: str) -> HttpResponse:
    return navegador(persona).get(solicitud.direccion(pagina))


def escritos(desde: int = 0) -> list[tuple[str, str]]:
    """(key, address) of every notice after the first ``desde``, sent; every placeholder was filled."""
    mail.outbox.clear()
    while despachar():
        pass
    assert not Aviso.objects.filter(estado=EstadoAviso.MUERTO).exists()
    for mensaje in mail.outbox:
        assert not re.search(r"\{\w+\}", mensaje.subject + str(mensaje.body)), mensaje.body
    return list(Aviso.objects.order_by("pk").values_list("clave", "destinatario"))[desde:]


def mensajes(respuesta: HttpResponse) -> list[str]:
    """The bands that the next page shows."""
    return [str(mensaje) for mensaje in respuesta.wsgi_request._messages]
