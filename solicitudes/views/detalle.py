"""The request page for the three profiles, its documents and its confirmation."""

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
from solicitudes import actions, obligaciones
from solicitudes.estados import Accion, Estado
from solicitudes.models import Solicitud
from solicitudes.paso_final import que_pasa_ahora
from solicitudes.permissions import acciones_posibles
from solicitudes.presentacion import ayuda, historial, semaforo


def obtener(request: HttpRequest, folio: str) -> Solicitud:
    """The request through the second door. Outside the user's scope it does not exist (404, same body)."""
    visibles = Solicitud.objects.visibles_para(cuenta(request))
    solicitud = visibles.select_related("distribuidora", "solicitante", "comuna__region").filter(folio=folio).first()
    if solicitud is None:
        anotar_acceso(
            request=request,
            accion="ver",
            objeto=f"folio:{folio}",
            permitido=False,
            motivo="fuera de alcance",
        )
        raise Http404
    return solicitud


@con_sesion
@require_safe
def detalle(request: HttpRequest, folio: str) -> HttpResponse:
    solicitud = obtener(request, folio)
    if folio not in request.path_info:
        return redirect(solicitud)
    actions.abrir(actor=cuenta(request), solicitud=solicitud, direccion=direccion_de(request))
    respuestas = solicitud.respuestas.select_related("archivo", "creada_por")
    contexto = {
        "solicitud": solicitud,
        "estado": Estado(solicitud.estado),
        "plazo": semaforo(solicitud, cuenta(request)),
        "ayuda": ayuda(solicitud),
        "adjuntos": solicitud.adjuntos.select_related("archivo"),
        "respuestas": respuestas,
        "bloqueada": cuenta(request).es_solicitante and solicitud.respondida_en and not solicitud.disponible_en,
        "sucesos": historial(solicitud, cuenta(request)),
        "acciones": {accion.name: True for accion in acciones_posibles(cuenta(request), solicitud)},
        "Accion": Accion,
    }
    return render(request, "solicitudes/detalle.html", contexto)


@con_sesion
@require_safe
def plazo(request: HttpRequest, folio: str) -> HttpResponse:
    """'¿Cómo se calculó este plazo?', line by line, for both parties and SEC (L-03)."""
    solicitud = obtener(request, folio)
    contexto = {"solicitud": solicitud, "explicaciones": obligaciones.explicar(solicitud)}
    return render(request, "solicitudes/plazo.html", contexto)


@con_sesion
@require_safe
def documento(request: HttpRequest, folio: str, archivo_id: UUID) -> HttpResponseBase:
    """A paper of the request, or its answer, through the one download door."""
    solicitud = obtener(request, folio)
    archivo = get_object_or_404(Archivo, pk=archivo_id)
    if not _es_de(solicitud, archivo):
        raise Http404
    return entregar(request, archivo)


@solo(Perfil.SOLICITANTE)
@require_safe
def enviada(request: HttpRequest, folio: str) -> HttpResponse:
    solicitud = obtener(request, folio)
    contexto = {
        "solicitud": solicitud,
        "adjuntos": solicitud.adjuntos.select_related("archivo"),
        "que_pasa_ahora": que_pasa_ahora(solicitud),
    }
    return render(request, "solicitudes/enviada.html", contexto)


def _es_de(solicitud: Solicitud, archivo: Archivo) -> bool:
    return solicitud.adjuntos.filter(archivo=archivo).exists() or solicitud.respuestas.filter(archivo=archivo).exists()
