"""Following one's own file: its page, and the piece of it that htmx asks for every two seconds."""

import uuid

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.cache import patch_vary_headers
from django.views.decorators.http import require_POST, require_safe

from nucleo.bitacora.actions import anotar_acceso
from nucleo.comun.acceso import con_sesion
from nucleo.comun.reloj import ahora
from nucleo.trabajos import actions, constructores
from nucleo.trabajos.models import Trabajo

OTROS = 5


@con_sesion
@require_safe
def seguimiento(request: HttpRequest, id: uuid.UUID) -> HttpResponse:
    pieza, trabajo = "HX-Request" in request.headers, _propio(request, id)
    plantilla = "trabajos/_estado.html" if pieza else "trabajos/seguimiento.html"
    ficha = constructores.ficha(trabajo.tipo)
    contexto = {
        "trabajo": trabajo,
        "palabras": ficha.palabras,
        "sala": ficha.sala,
        "que": ficha.que(trabajo) if ficha.que else trabajo.nombre,
        "pieza": pieza,
        "otros": [] if pieza else _otros(trabajo),
    }
    respuesta = render(request, plantilla, contexto)
    patch_vary_headers(respuesta, ["HX-Request"])
    return respuesta


@con_sesion
@require_POST
def intento(request: HttpRequest, id: uuid.UUID) -> HttpResponse:
    """Tries a failed file again; 409 when it is not one."""
    trabajo = _propio(request, id)
    actions.reintentar(trabajo_id=trabajo.pk, actor=trabajo.usuario)
    return redirect("trabajos:seguimiento", trabajo.pk)


def _otros(trabajo: Trabajo) -> list[Trabajo]:
    """The other files of its owner, the newest first: two may have been ordered at once."""
    propios = Trabajo.objects.filter(usuario=trabajo.usuario_id, vence__gt=ahora()).exclude(pk=trabajo.pk)
    return list(propios.order_by("-creado_en")[:OTROS])


def _propio(request: HttpRequest, id: uuid.UUID) -> Trabajo:
    trabajo = Trabajo.objects.select_related("archivo", "usuario").filter(pk=id).first()
    if trabajo is None:
        raise Http404
    if trabajo.usuario_id != request.user.pk:
        anotar_acceso(
            request=request, accion="trabajo.ver", objeto=f"trabajo:{id}", permitido=False, motivo="fuera-de-alcance"
        )
        raise Http404
    return trabajo
