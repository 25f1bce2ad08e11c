"""'Comunicación' (D-06): the distributor writes to the applicant of a request that it names twice."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from cuentas.models import Perfil
from cuentas.sesion import cuenta
from nucleo.comun.acceso import solo
from nucleo.comun.texto import folio as leer_folio
from solicitudes import actions
from solicitudes.emails import avisaremos
from solicitudes.estados import Accion, TipoEvento
from solicitudes.forms.pasos.gestion import FormularioComunicar
from solicitudes.models import Solicitud
from solicitudes.views.archivos import es_fragmento
from solicitudes.views.pasos.campos import campo_que_sale
from solicitudes.views.pasos.pagina import Pagina, al_solicitante

EVENTO = TipoEvento.COMUNICACION_ENVIADA


@solo(Perfil.DISTRIBUIDORA)
@require_http_methods(["GET", "POST"])
def nueva(request: HttpRequest) -> HttpResponse:
    """From a request (``?folio=``) its numbers come filled; asked by htmx, it says whose folio that is."""
    citada = _buscar(request, request.GET.get("folio", "") or request.POST.get("folio", ""))
    if request.method != "POST" and es_fragmento(request):
        contexto = {"citada": citada, "folio": request.GET.get("folio"), "avisados": _avisados(citada)}
        return render(request, "solicitudes/pasos/_quien.html", {**contexto, "fuera_de_lugar": True})
    campos = [campo_que_sale("comunicacion", "comunicacion")]
    opciones: dict[str, Any] = {"campos": campos, "uso": "comunicacion", "inicial": _inicial(request, citada)}
    pagina = Pagina(
        request, None, Accion.COMUNICAR, FormularioComunicar, buscar=lambda folio: _buscar(request, folio),
        comentario="comentario", citada=citada, **opciones,
    )  # fmt: skip
    if pagina.grabar(actions.comunicar, campo="comentario", con_token=True):
        return pagina.fin(f"Comunicación enviada. {al_solicitante(pagina.solicitud, EVENTO)}")
    return pagina.mostrar("solicitudes/pasos/comunicar.html", citada=citada, avisados=_avisados(citada))


def _avisados(citada: Solicitud | None) -> list[str]:
    return avisaremos(citada, EVENTO) if citada else []


def _buscar(request: HttpRequest, folio: str) -> Solicitud | None:
    """The request of that folio in the reader's distributor, however it was typed."""
    escrito = leer_folio(folio[:40]).replace("\x00", "")
    visibles = Solicitud.objects.visibles_para(cuenta(request)).select_related("solicitante", "distribuidora")
    hallada: Solicitud | None = visibles.filter(folio=escrito).first()
    return hallada


def _inicial(request: HttpRequest, citada: Solicitud | None) -> dict[str, str]:
    if citada is None:
        return {"folio": request.GET.get("folio", "")}
    return {campo: getattr(citada, campo) for campo in ("folio", "numero_cliente", "numero_solicitud")}
