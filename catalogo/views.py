"""The public page of links (A-20) and the download of their files, without signing in."""

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_safe

from catalogo import enlaces
from catalogo.models import Enlace
from nucleo.archivos.entrega import entregar
from nucleo.comun.acceso import publica


@publica
@require_safe
def lista(request: HttpRequest) -> HttpResponse:
    tarjetas = [(enlace, enlaces.sitio(enlace)) for enlace in enlaces.publicados()]
    return render(request, "catalogo/enlaces.html", {"tarjetas": tarjetas})


@publica
@require_safe
def archivo(request: HttpRequest, id: int) -> HttpResponseBase:
    """The file of a link: the one door of ``archivos`` asks for a session, and these are for everybody."""
    enlace = Enlace.objects.select_related("archivo").filter(pk=id, archivo__uso=enlaces.USO).first()
    if enlace is None or enlace.archivo is None:
        raise Http404
    return entregar(request, enlace.archivo)
