"""What arrived since the inbox was drawn: 'Hay 3 solicitudes nuevas. Actualizar.' (DISENO 7.3). No row moves."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from cuentas.models import Perfil
from cuentas.sesion import cuenta
from nucleo.comun.acceso import solo
from solicitudes import listado
from solicitudes.novedades import HAY, VISTO, desde, instante, lista
from solicitudes.views.listas import alcance, filtros_de

TOPE = 100  # beyond, the number says nothing more


@solo(Perfil.DISTRIBUIDORA)
@require_safe
def novedades(request: HttpRequest) -> HttpResponse:
    """204 while there is nothing new to say. The page asks by itself, with ``?sondeo=1``: it keeps no session alive."""
    visto = request.GET.get(VISTO, "")
    cuando = instante(visto)
    if cuando is None:
        return HttpResponse(status=204)
    filtros = filtros_de(request)
    # The index of the inbox holds them together at its end, whatever else is asked of them.
    llegadas = alcance(cuenta(request), filtros).filter(enviada_en__gt=cuando)
    hay = listado.aplicar(llegadas, filtros)[:TOPE].count()
    if str(hay) == request.GET.get(HAY, "0"):
        return HttpResponse(status=204)
    contexto = {
        "nuevas": hay,
        "muchas": hay == TOPE,
        "novedades": desde(request.GET, visto, hay),
        "actualizar": f"{reverse('solicitudes:bandeja')}?{lista(request.GET).urlencode()}",
    }
    return render(request, "solicitudes/_novedades.html", contexto)
