"""How bytes leave: the one download door (V9, UP-11)."""

import logging
from pathlib import Path

from django.http import Http404, HttpRequest, HttpResponseBase
from django_sendfile import sendfile

from nucleo.archivos import almacen, puertas, vistas_previas
from nucleo.archivos.models import Archivo
from nucleo.bitacora.actions import anotar_acceso

registro = logging.getLogger(__name__)
CABECERAS = {
    "Cache-Control": "no-store",
    # django-csp leaves a policy alone that is already there.
    "Content-Security-Policy": "sandbox; default-src 'none'",
    "X-Content-Type-Options": "nosniff",
}
# Whoever answers, nothing here can be validated or taken in pieces.
_SOBRAN = ("ETag", "Last-Modified", "Accept-Ranges", "Content-Encoding")


def entregar(request: HttpRequest, archivo: Archivo) -> HttpResponseBase:
    """The file as an attachment, for whom its ``uso`` allows; Http404 for everybody else, as if it were missing.

    Every try leaves its Acceso row, HEAD included. Takes no lock.
    """
    exigir_puerta(request, archivo, "archivo.descargar")
    return _enviar(request, original(archivo), attachment_filename=archivo.nombre, mimetype=archivo.tipo)


def entregar_pagina(request: HttpRequest, archivo: Archivo, pagina: int) -> HttpResponseBase:
    """One picture of its preview, for whom the file itself is: drawn by us, so it may be shown in a page."""
    exigir_puerta(request, archivo, "archivo.ver")
    ruta = vistas_previas.ruta(archivo, pagina)
    if ruta is None:
        raise Http404
    return _enviar(request, ruta, mimetype="image/jpeg" if ruta.suffix == ".jpg" else "image/png")


def exigir_puerta(request: HttpRequest, archivo: Archivo, accion: str) -> None:
    """Asks the room that owns the file's use, and notes the answer. Http404 unless it says yes."""
    permitido = puertas.puede_ver(request.user, archivo)
    anotar_acceso(
        request=request,
        accion=accion,
        objeto=f"archivo:{archivo.pk}",
        permitido=permitido,
        motivo="" if permitido else "fuera-de-alcance",
    )
    if not permitido:
        raise Http404


def original(archivo: Archivo) -> Path:
    """Where its bytes are. Http404, and a word to the log, if they are gone."""
    ruta = almacen.ruta(archivo.sha256_guardado)
    if not ruta.is_file():
        registro.critical("Fila sin archivo: %s", archivo.pk)
        raise Http404
    return ruta


def _enviar(request: HttpRequest, ruta: Path, *, mimetype: str, attachment_filename: str = "") -> HttpResponseBase:
    """As an attachment when it has a name, else to be shown."""
    respuesta: HttpResponseBase = sendfile(
        request,
        ruta,
        attachment=bool(attachment_filename),
        attachment_filename=attachment_filename or None,
        mimetype=mimetype,
    )
    for sobra in _SOBRAN:
        respuesta.headers.pop(sobra, None)
    for nombre, valor in CABECERAS.items():
        respuesta.headers[nombre] = valor
    return respuesta
