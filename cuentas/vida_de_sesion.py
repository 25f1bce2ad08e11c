"""How long a session has left, and the address by which its page asks or prolongs it (AUT-6, DISENO 7.6).

A request that nobody made, because the page repeats it by itself, carries ``?sondeo=1`` (``hx-get``,
``<meta http-equiv="refresh">``, the script of the dialog): it does not count as activity, or an open tab would keep
a session alive for ever. A query parameter, since a page that reloads itself without JavaScript has no header.
"""

from datetime import timedelta

from django.http import HttpRequest, JsonResponse
from django.views.decorators.http import require_http_methods

from cuentas.models import Usuario
from nucleo.comun.acceso import publica
from nucleo.comun.reloj import ahora

OCIO_DEL_PERSONAL = timedelta(minutes=30)
OCIO_DE_SOLICITANTES = timedelta(minutes=60)
TOTAL_DEL_PERSONAL = timedelta(hours=12)
AVISO = timedelta(minutes=2)
SONDEO = "sondeo"
ANOTAR_CADA = 60  # seconds: one write a minute, not one per request


def ocio(usuario: Usuario) -> timedelta:
    return OCIO_DE_SOLICITANTES if usuario.es_solicitante else OCIO_DEL_PERSONAL


def quedan_por_ocio(request: HttpRequest, usuario: Usuario) -> int:
    """Seconds until the session ends if nobody does anything; at 0 it is over."""
    instante = int(ahora().timestamp())
    return int(request.session.get("vista", instante) + ocio(usuario).total_seconds() - instante)


def quedan_por_horas(request: HttpRequest, usuario: Usuario) -> int | None:
    """Seconds until a session of the staff ends whatever they do; None for applicants."""
    if usuario.es_solicitante:
        return None
    instante = int(ahora().timestamp())
    return int(request.session.get("abierta", instante) + TOTAL_DEL_PERSONAL.total_seconds() - instante)


def quedan(request: HttpRequest, usuario: Usuario) -> tuple[int, bool]:
    """Seconds left, and whether going on would prolong them."""
    por_ocio, por_horas = quedan_por_ocio(request, usuario), quedan_por_horas(request, usuario)
    if por_horas is not None and por_horas <= por_ocio:
        return max(0, por_horas), False
    return max(0, por_ocio), True


def anotar_actividad(request: HttpRequest) -> None:
    """Notes that the session is in use, unless the page asked by itself."""
    instante = int(ahora().timestamp())
    request.session.setdefault("abierta", instante)
    vista = request.session.get("vista")
    if vista is None or (instante - vista >= ANOTAR_CADA and SONDEO not in request.GET):
        request.session["vista"] = instante


@publica
@require_http_methods(["GET", "POST"])
def sesion(request: HttpRequest) -> JsonResponse:
    """GET asks, with ``?sondeo=1``; POST is 'Seguir conectado'. Nobody signed in: nothing is left.

    Public, because the answer to a session that is over must be a number and not the sign-in page.
    """
    if not isinstance(request.user, Usuario):
        return JsonResponse({"quedan": 0, "se_alarga": False})
    if request.method == "POST":
        request.session["vista"] = int(ahora().timestamp())
    segundos, se_alarga = quedan(request, request.user)
    return JsonResponse({"quedan": segundos, "se_alarga": se_alarga})
