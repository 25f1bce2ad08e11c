"""How bytes leave: the one download door (V9, UP-11)."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django_sendfile import sendfile

from nucleo.archivos import almacen, puertas
from nucleo.archivos.models import Archivo

_CONDICIONALES = (
    "HTTP_IF_MODIFIED_SINCE",
    "HTTP_IF_UNMODIFIED_SINCE",
    "HTTP_IF_NONE_MATCH",
    "HTTP_IF_MATCH",
    "HTTP_RANGE",
    "HTTP_IF_RANGE",
)
CABECERAS = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": "sandbox; default-src 'none'",
    "X-Content-Type-Options": "nosniff",
}


def entregar(request: HttpRequest, archivo: Archivo) -> HttpResponse:
    """The file as an attachment, for whom its ``uso`` allows; Http404 for everybody else, as if it were missing."""
    usuario: Any = request.user
    if not puertas.puede_ver(usuario, archivo):
        raise Http404
    # The private store answers only whole files: a 304 or a 412 would tell things before the door was asked, and
    # nothing that is never cached can be validated. One shape, with nginx or without.
    for nombre in _CONDICIONALES:
        request.META.pop(nombre, None)
    respuesta = sendfile(
        request,
        almacen.ruta(archivo.sha256_guardado),
        attachment=True,
        attachment_filename=archivo.nombre,
        mimetype=archivo.tipo,
    )
    for sobrante in ("ETag", "Last-Modified"):
        respuesta.headers.pop(sobrante, None)
    respuesta.headers.update(CABECERAS)
    return respuesta
