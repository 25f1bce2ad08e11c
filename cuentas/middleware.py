"""The end of a session: idle, or too old for staff (AUT-6)."""

from collections.abc import Callable
from datetime import timedelta

from django.contrib import messages
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse

from cuentas.models import Usuario
from nucleo.comun.reloj import ahora

OCIO_DEL_PERSONAL = timedelta(minutes=30)
OCIO_DE_SOLICITANTES = timedelta(minutes=60)
TOTAL_DEL_PERSONAL = timedelta(hours=12)
ANOTAR_CADA = 60  # seconds: one write a minute, not one per request
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
        instante = int(ahora().timestamp())
        vista = request.session.get("vista", instante)
        ocio = OCIO_DE_SOLICITANTES if usuario.es_solicitante else OCIO_DEL_PERSONAL
        if instante - vista > ocio.total_seconds():
            return TERMINO
        if not usuario.es_solicitante:
            abierta = request.session.setdefault("abierta", instante)
            if instante - abierta > TOTAL_DEL_PERSONAL.total_seconds():
                return TERMINO_POR_HORAS
        if "vista" not in request.session or instante - vista >= ANOTAR_CADA:
            request.session["vista"] = instante
        return ""
