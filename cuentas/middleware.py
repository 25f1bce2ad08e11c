"""The end of a session: idle, or too old for staff (AUT-6). The figures are in ``vida_de_sesion``."""

from collections.abc import Callable

from django.contrib import messages
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse

from cuentas.models import Usuario
from cuentas.vida_de_sesion import anotar_actividad, quedan_por_horas, quedan_por_ocio

TERMINO = "Tu sesión terminó por inactividad. Tus borradores están guardados."
TERMINO_POR_HORAS = "Tu sesión terminó porque pasaron 12 horas. Ingresa otra vez."


class FinDeSesion:
    """After the messages middleware, which tells it, and before the access rules, which send to sign-in and back."""

    def __init__(self, siguiente: Callable[[HttpRequest], HttpResponse]) -> None:
        self.siguiente = siguiente

    def __call__(self, request: HttpRequest) -> HttpResponse:
        # Without a cookie there is no session, and asking for the user would be a query.
        if request.session.session_key and isinstance(request.user, Usuario):
            mensaje = self._por_que_termina(request, request.user)
            if mensaje:
                logout(request)
                messages.info(request, mensaje)
        return self.siguiente(request)

    def _por_que_termina(self, request: HttpRequest, usuario: Usuario) -> str:
        """Why the session is over, or "" after noting that it is in use."""
        if quedan_por_ocio(request, usuario) <= 0:
            return TERMINO
        por_horas = quedan_por_horas(request, usuario)
        if por_horas is not None and por_horas <= 0:
            return TERMINO_POR_HORAS
        anotar_actividad(request)
        return ""
