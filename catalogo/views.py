"""The public page of links (A-20), and the files that anybody may take without signing in."""

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_safe

from catalogo import enlaces
from catalogo.models import Enlace, FormularioEnBlanco
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


@publica
@require_safe
def formulario(request: HttpRequest, tramite: str) -> HttpResponseBase:
    """The blank form of a request type, by the name of the type."""
    blanco = FormularioEnBlanco.objects.select_related("archivo").filter(tramite=tramite).first()
    if blanco is None:
        raise Http404
    return entregar(request, blanco.archivo)
