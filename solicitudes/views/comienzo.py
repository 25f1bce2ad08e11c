"""'Nuevo envío': the choice of a form, and the draft it begins, from nothing, a request or a supply (DISENO 7.2)."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from cuentas.models import Perfil
from cuentas.sesion import cuenta
from nucleo.comun.acceso import solo
from nucleo.comun.parametros import entero
from solicitudes import actions, partida
from solicitudes.actions.borradores import DemasiadosBorradores
from solicitudes.estados import Tipo
from solicitudes.models import Borrador, Solicitud
from solicitudes.tramites import POR_PALABRA, en_blanco, fichas
from suministros import consultas as suministros
from suministros.models import Vinculo


@solo(Perfil.SOLICITANTE)
@require_safe
def nuevo_envio(request: HttpRequest) -> HttpResponse:
    """``suministro``: the id of the own validated supply from whose page the form is started."""
    propios = Borrador.objects.filter(dueno=cuenta(request)).order_by("tocado_en")
    contexto = {
        "fichas": fichas({borrador.tipo: borrador for borrador in propios}),
        "siguiente": partida.paso_siguiente(cuenta(request)),
        "vinculo": suministro_pedido(request),
    }
    return render(request, "solicitudes/nuevo_envio.html", contexto)


@solo(Perfil.SOLICITANTE)
@require_http_methods(["GET", "POST"])
def comenzar(request: HttpRequest, tramite: str) -> HttpResponse:
    """A GET offers the open drafts of this form; only a POST makes a new one.

    ``desde``: the folio it continues; ``suministro``: the id of the own validated supply whose data it takes.
    """
    tipo = POR_PALABRA[tramite].tipo
    folio = (request.POST if request.method == "POST" else request.GET).get("desde", "")[:24]
    previa = Solicitud.objects.filter(solicitante=cuenta(request), folio=folio.replace("\0", "")).first()
    vinculo = None if previa else suministro_pedido(request)
    if request.method == "POST":
        return _comenzado(request, tipo, previa, vinculo)
    abiertos = Borrador.objects.filter(dueno=cuenta(request), tipo=tipo)
    contexto = {
        "tipo": tipo,
        "tramite": tramite,
        "abiertos": abiertos,
        "previa": previa,
        "vinculo": vinculo,
        "en_blanco": en_blanco(tipo),
    }
    return render(request, "solicitudes/comenzar.html", contexto)


def _comenzado(request: HttpRequest, tipo: Tipo, previa: Solicitud | None, vinculo: Vinculo | None) -> HttpResponse:
    try:
        borrador = actions.crear_borrador(
            actor=cuenta(request),
            tipo=tipo,
            expediente_id=previa.expediente_id if previa else None,
            datos=partida.datos_del_suministro(vinculo) if vinculo else None,
        )
    except DemasiadosBorradores as error:
        messages.error(request, error.mensaje)
        return redirect("solicitudes:nuevo-envio")
    return redirect("solicitudes:datos", borrador.pk)


def suministro_pedido(request: HttpRequest) -> Vinculo | None:
    """The own validated supply that the page names, if any."""
    escrito = (request.POST if request.method == "POST" else request.GET).get("suministro", "")
    return suministros.validado(cuenta(request), entero(escrito, 18))
