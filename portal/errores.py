"""The error pages of DISENO 7.6: what happened in plain words, and the way on. No technical word, no dead end."""

import logging
import secrets
import sys
from collections.abc import Callable
from typing import Any

from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent
from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import render
from django.template.loader import render_to_string

from nucleo.comun.lo_escrito import devolver

bitacora = logging.getLogger("portal.errores")
DEMASIADO_GRANDE = (RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent)


def peticion_incorrecta(request: HttpRequest, exception: Any = None) -> HttpResponse:
    """400, or 413 when Django stopped reading a body over its limits."""
    if isinstance(exception, DEMASIADO_GRANDE):
        return render(request, "errores/413.html", status=413)
    return render(request, "errores/400.html", status=400)


def prohibido(request: HttpRequest, exception: Any = None) -> HttpResponse:
    return render(request, "errores/403.html", status=403)


def no_encontrada(request: HttpRequest, exception: Any = None) -> HttpResponse:
    """The same body for what does not exist and for what is another's (seguridad.md, AZ-2)."""
    return render(request, "errores/404.html", status=404)


def falla(request: HttpRequest) -> HttpResponse:
    """500 with a reference that the log has too; 503 when it is the database that is away (FAU-3).

    Rendered without the request: context processors ask for the user, and so for the database.
    """
    if isinstance(sys.exc_info()[1], (OperationalError, InterfaceError)):
        return mantencion()
    referencia = secrets.token_hex(4).upper()
    bitacora.error("Respuesta 500, referencia %s, %s %s", referencia, request.method, request.path)
    return HttpResponse(_sin_contexto("errores/500.html", {"referencia": referencia}), status=500)


def mantencion() -> HttpResponse:
    respuesta = HttpResponse(_sin_contexto("errores/503.html", {}), status=503)
    respuesta["Retry-After"] = "30"
    return respuesta


def _sin_contexto(plantilla: str, contexto: dict[str, Any]) -> str:
    try:
        return render_to_string(plantilla, contexto)
    except Exception:  # the page that tells of a failure must not fail: whatever broke, words remain
        bitacora.exception("La página %s no se pudo armar", plantilla)
        codigo = f" Código: {contexto['referencia']}." if "referencia" in contexto else ""
        return (
            '<!doctype html><html lang="es-CL"><meta charset="utf-8"><title>Algo falló de nuestro lado</title>'
            f"<h1>Algo falló de nuestro lado</h1><p>Inténtalo de nuevo en unos minutos.{codigo}</p></html>"
        )


def csrf(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The page was open too long: what was typed is given back, to be sent again with a fresh token."""
    return render(request, "errores/csrf.html", devolver(request), status=403)


class MetodoNoPermitido:
    """Django answers a wrong method with an empty body; a person gets the page instead."""

    def __init__(self, siguiente: Callable[[HttpRequest], HttpResponse]) -> None:
        self.siguiente = siguiente

    def __call__(self, request: HttpRequest) -> HttpResponse:
        respuesta = self.siguiente(request)
        if not isinstance(respuesta, HttpResponseNotAllowed) or respuesta.content:
            return respuesta
        pagina = render(request, "errores/405.html", status=405)
        pagina["Allow"] = respuesta["Allow"]
        return pagina
