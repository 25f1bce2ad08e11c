"""How bytes leave: the one download door (V9, UP-11)."""

import logging

from django.http import Http404, HttpRequest, HttpResponseBase
from django_sendfile import sendfile

from nucleo.archivos import almacen, puertas
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
    permitido = puertas.puede_ver(request.user, archivo)
    anotar_acceso(
        request=request,
        accion="archivo.descargar",
        objeto=f"archivo:{archivo.pk}",
        permitido=permitido,
        motivo="" if permitido else "fuera-de-alcance",
    )
    if not permitido:
        raise Http404
    ruta = almacen.ruta(archivo.sha256_guardado)
    if not ruta.is_file():
        registro.critical("Fila sin archivo: %s", archivo.pk)
        raise Http404
    respuesta: HttpResponseBase = sendfile(
        request, ruta, attachment=True, attachment_filename=archivo.nombre, mimetype=archivo.tipo
    )
    for sobra in _SOBRAN:
        respuesta.headers.pop(sobra, None)
    for nombre, valor in CABECERAS.items():
        respuesta.headers[nombre] = valor
    return respuesta
