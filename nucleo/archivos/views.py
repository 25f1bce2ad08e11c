import uuid
from urllib.parse import urlsplit

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_safe

from nucleo.archivos import vistas_previas
from nucleo.archivos.entrega import entregar, entregar_pagina, exigir_puerta, original
from nucleo.archivos.models import Archivo
from nucleo.comun.acceso import con_sesion


@con_sesion
@require_safe
def descarga(request: HttpRequest, id: uuid.UUID) -> HttpResponseBase:
    """The file, to whom may see it; another's and a missing one answer the same."""
    return entregar(request, _existente(id))


@con_sesion
@require_safe
def vista(request: HttpRequest, id: uuid.UUID) -> HttpResponse:
    """'Ver': the file as pictures, to whom may see the file."""
    archivo = _existente(id)
    exigir_puerta(request, archivo, "archivo.ver")
    original(archivo)
    contexto = {"archivo": archivo, "vista": vistas_previas.de(archivo), "volver": _de_donde(request)}
    return render(request, "archivos/vista.html", contexto)


@con_sesion
@require_safe
def pagina_de_vista(request: HttpRequest, id: uuid.UUID, pagina: int) -> HttpResponseBase:
    return entregar_pagina(request, _existente(id), pagina)


def _existente(id: uuid.UUID) -> Archivo:
    archivo = Archivo.objects.filter(pk=id).first()
    if archivo is None:
        raise Http404
    return archivo


def _de_donde(request: HttpRequest) -> str:
    """The page of ours that led here, as a path; nothing for any other, nor for this same one."""
    anterior = request.headers.get("Referer", "")
    if not url_has_allowed_host_and_scheme(anterior, {request.get_host()}):
        return ""
    partes = urlsplit(anterior)
    if partes.path == request.path or not partes.path.startswith("/"):
        return ""
    return f"{partes.path}?{partes.query}" if partes.query else partes.path
