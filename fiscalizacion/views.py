"""Every request of every distributor, as SEC reads them."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from cuentas.models import Perfil
from nucleo.comun.acceso import solo
from solicitudes.views.inicio import contexto_de_lista, responder_lista


@solo(Perfil.SEC)
@require_safe
def todas(request: HttpRequest) -> HttpResponse:
    return responder_lista(request, "fiscalizacion/todas.html", contexto_de_lista(request))
