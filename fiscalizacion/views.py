"""The regulator's first screens: totals, every request, and the sábana as a background file."""

from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from catalogo.models import Distribuidora
from cuentas.models import Perfil
from cuentas.sesion import cuenta
from fiscalizacion.actions import pedir_sabana
from fiscalizacion.forms import FormularioSabana
from fiscalizacion.sabana import TIPO_DE_TRABAJO, seleccionar
from nucleo.comun.acceso import solo
from nucleo.comun.reloj import hoy
from nucleo.trabajos.models import Trabajo
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


@solo(Perfil.SEC)
@require_http_methods(["GET", "POST"])
def data(request: HttpRequest) -> HttpResponse:
    """Asks for the sábana; the file is prepared in the background and followed on its own page (F-04)."""
    formulario = FormularioSabana(request.POST or request.GET or None)
    valido = formulario.is_bound and formulario.is_valid()
    if request.method == "POST" and valido:
        trabajo = pedir_sabana(actor=cuenta(request), filtros=formulario.filtros())
        return redirect("trabajos:seguimiento", trabajo.pk)
    filtros = formulario.filtros() if valido else {}
    contexto = {
        "form": formulario,
        "filas": seleccionar(filtros).count(),
        "recientes": Trabajo.objects.filter(tipo=TIPO_DE_TRABAJO, usuario=cuenta(request)).order_by("-creado_en")[:10],
    }
    return render(
        request,
        "fiscalizacion/data.html",
        contexto,
        status=422 if formulario.errors else 200,
    )
