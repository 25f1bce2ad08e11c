"""The request page for the three profiles, its documents and its confirmation."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from cuentas.models import Perfil
from cuentas.sesion import cuenta
from nucleo.archivos.entrega import entregar
from nucleo.archivos.models import Archivo
from nucleo.bitacora.actions import anotar_acceso, direccion_de
from nucleo.comun.acceso import con_sesion, solo
from solicitudes import actions, paneles
from solicitudes.models import Solicitud
from solicitudes.paso_final import que_pasa_ahora
from solicitudes.presentacion.legajo import Legajo
from solicitudes.presentacion.pagina import contexto


def obtener(request: HttpRequest, folio: str) -> Solicitud:
    """The request through the second door. Outside the user's scope it does not exist (404, same body)."""
    solicitud = Solicitud.objects.visibles_para(cuenta(request)).con_todo().filter(folio=folio).first()
    if solicitud is None:
        raise fuera_de_alcance(request, folio)
    return solicitud


def fuera_de_alcance(request: HttpRequest, folio: str) -> Http404:
    """Notes the try, and gives what to raise."""
    anotar_acceso(
        request=request,
        accion="ver",
        objeto=f"folio:{folio}",
        permitido=False,
        motivo="fuera de alcance",
    )
    return Http404()


@con_sesion
@require_safe
def detalle(request: HttpRequest, folio: str) -> HttpResponse:
    solicitud = obtener(request, folio)
    if folio not in request.path_info:
        return redirect(solicitud)
    actions.abrir(actor=cuenta(request), solicitud=solicitud, direccion=direccion_de(request))
    # Reads are noted beside the chain: a GET takes no lock (DAT-7).
    anotar_acceso(request=request, accion="solicitud.ver", objeto=f"solicitud:{solicitud.pk}", permitido=True)
    return render(request, "solicitudes/detalle.html", contexto(Legajo(solicitud, cuenta(request))))


@con_sesion
@require_safe
def documento(request: HttpRequest, folio: str, archivo_id: UUID) -> HttpResponseBase:
    """Any file of the request, through the one download door."""
    solicitud = obtener(request, folio)
    archivo = get_object_or_404(Archivo, pk=archivo_id)
    if not _es_de(solicitud, archivo, cuenta(request)):
        raise Http404
    return entregar(request, archivo)


@solo(Perfil.SOLICITANTE)
@require_safe
def enviada(request: HttpRequest, folio: str) -> HttpResponse:
    solicitud = obtener(request, folio)
    datos = {
        "solicitud": solicitud,
        "adjuntos": solicitud.adjuntos.select_related("archivo"),
        "que_pasa_ahora": que_pasa_ahora(solicitud),
    }
    return render(request, "solicitudes/enviada.html", datos)


def _es_de(solicitud: Solicitud, archivo: Archivo, user: Any) -> bool:
    """Whether the address names a file of this request; who may have it is the door's to say, locked ones included."""
    propias: tuple[Any, ...] = (solicitud.adjuntos, solicitud.respuestas, solicitud.comunicaciones)
    if any(filas.filter(archivo=archivo).exists() for filas in propias):
        return True
    return any(papel.archivo == archivo for panel in paneles.de(solicitud, user) for papel in panel.papeles)
