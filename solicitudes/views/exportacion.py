"""An Excel of a list: of what it shows, all its pages, in its order; of the applicant, the distributor or SEC."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from cuentas.sesion import cuenta
from nucleo.bitacora.actions import anotar_acceso
from nucleo.comun.acceso import con_sesion
from nucleo.comun.reloj import hoy
from nucleo.comun.templatetags.formatos import miles
from solicitudes import exports, listado
from solicitudes.querysets import SolicitudQuerySet
from solicitudes.views.listas import alcance, filtros_de

CASAS = {"solicitante": "solicitudes:inicio", "distribuidora": "solicitudes:bandeja", "sec": "fiscalizacion:todas"}


@con_sesion
@require_safe
def exportacion(request: HttpRequest) -> HttpResponse:
    user = cuenta(request)
    filtros = filtros_de(request)
    filas = listado.filas(alcance(user, filtros), filtros)
    total = filas.count()
    if total > exports.LIMITE:
        messages.error(
            request, f"Son {miles(total)} solicitudes y el archivo admite {miles(exports.LIMITE)}. Filtra la lista."
        )
        return redirect(f"{reverse(CASAS[user.perfil])}?{request.GET.urlencode()}")
    return responder_libro(request, filas, total)


def responder_libro(request: HttpRequest, filas: SolicitudQuerySet, total: int) -> HttpResponse:
    """The file of ``filas``, noted with how many they are."""
    user = cuenta(request)
    respuesta = HttpResponse(exports.libro(filas, user, total=total), content_type=exports.TIPO)
    de_quien = "mis-solicitudes" if user.es_solicitante else "solicitudes"
    nombre = content_disposition_header(as_attachment=True, filename=f"{de_quien}-{hoy():%Y-%m-%d}.xlsx")
    respuesta["Content-Disposition"] = nombre or "attachment"
    anotar_acceso(
        request=request,
        accion="solicitudes.exportar",
        objeto=f"usuario:{user.pk}",
        permitido=True,
        motivo=f"{total} filas",
    )
    return respuesta
