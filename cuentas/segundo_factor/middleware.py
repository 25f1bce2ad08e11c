"""A session with the password only is nobody's, for every view there is or will be (AUT-9, V14)."""

from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from cuentas.models import Usuario
from cuentas.segundo_factor import puerta
from nucleo.comun.acceso import ATRIBUTO

Siguiente = Callable[[HttpRequest], HttpResponse]


class SegundoFactor:
    """After ``FinDeSesion`` and before the access rules.

    It takes the account away from the request instead of listing what is closed: a page that somebody adds, or
    that asks ``request.user`` by itself, finds nobody signed in. Only the two pages of this room look at
    ``request.a_medias``.
    """

    def __init__(self, siguiente: Siguiente) -> None:
        self.siguiente = siguiente

    def __call__(self, request: HttpRequest) -> HttpResponse:
        # Without a cookie there is no session, and asking for the user would be a query.
        if request.session.session_key and isinstance(request.user, Usuario):
            usuario = request.user
            if puerta.necesita(usuario) and not puerta.pasada(request, usuario):
                request.a_medias = usuario  # type: ignore[attr-defined]
                request.user = AnonymousUser()
        return self.siguiente(request)

    def process_view(self, request: HttpRequest, vista: Callable[..., Any], *_: Any) -> HttpResponse | None:
        """To the code page and back, where the access rule would send to sign-in."""
        acceso = getattr(vista, ATRIBUTO, None)
        if puerta.a_medias(request) is None or acceso is None or not acceso.sesion:
            return None
        volver = request.get_full_path() if request.method in {"GET", "HEAD"} else ""
        destino = reverse("segundo-factor:codigo") + (f"?{urlencode({'next': volver})}" if volver else "")
        if request.headers.get("HX-Request") == "true":
            return HttpResponse(headers={"HX-Redirect": destino})
        return redirect(destino)
