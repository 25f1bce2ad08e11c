"""'¿Cómo se calculó este plazo?': every obligation line by line, the same for both parties and SEC (L-03)."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from cuentas.sesion import cuenta
from nucleo.comun.acceso import con_sesion
from solicitudes.presentacion.explicacion import contexto
from solicitudes.presentacion.legajo import Legajo
from solicitudes.views.detalle import obtener


@con_sesion
@require_safe
def plazo(request: HttpRequest, folio: str) -> HttpResponse:
    solicitud = obtener(request, folio)
    if folio not in request.path_info:
        return redirect(solicitud.direccion("plazo"))
    return render(request, "solicitudes/plazo.html", contexto(Legajo(solicitud, cuenta(request))))
