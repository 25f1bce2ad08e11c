"""The regulator's first screens: totals and every request."""

from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from catalogo.models import Distribuidora
from cuentas.models import Perfil
from cuentas.sesion import cuenta
from nucleo.comun.acceso import solo
from nucleo.comun.reloj import hoy
from solicitudes.estados import ABIERTOS, RESPONDIDAS, Estado
from solicitudes.models import Solicitud
from solicitudes.views.inicio import contexto_de_lista, responder_lista


@solo(Perfil.SEC)
@require_safe
def panel(request: HttpRequest) -> HttpResponse:
    visibles = Solicitud.objects.visibles_para(cuenta(request))
    por_estado = dict(visibles.values_list("estado").annotate(Count("id")).order_by())
    contexto = {
        "total": sum(por_estado.values()),
        "abiertas": sum(por_estado.get(estado, 0) for estado in ABIERTOS),
        "respondidas": sum(por_estado.get(estado, 0) for estado in RESPONDIDAS),
        "vencidas": visibles.filter(vence_el__lt=hoy()).count(),
        "por_estado": [(estado, por_estado.get(estado, 0)) for estado in Estado],
    }
    return render(request, "fiscalizacion/panel.html", contexto)


@solo(Perfil.SEC)
@require_safe
def todas(request: HttpRequest) -> HttpResponse:
    contexto = contexto_de_lista(request) | {"distribuidoras": Distribuidora.objects.all()}
    return responder_lista(request, "fiscalizacion/todas.html", contexto)
