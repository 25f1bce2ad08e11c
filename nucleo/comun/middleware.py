"""What every request passes through. Order in ``settings.MIDDLEWARE``."""

import time
from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from nucleo.comun import rechazos
from nucleo.comun.acceso import ATRIBUTO, Acceso
from nucleo.comun.errores import ErrorDeDominio, NoPermitido
from nucleo.comun.lo_escrito import devolver

OTRO_PERFIL = "Esta página no está disponible para tu perfil."
Siguiente = Callable[[HttpRequest], HttpResponse]
# Views of libraries cannot carry our decorator; each is named here with its reason.
PUBLICAS_AJENAS = {
    "captcha.views",  # images and audio of the sign-in and registration forms, before any session
}


class TiempoDelServidor:
    """``Server-Timing`` in DEMO (contrato.md, 'Observable from outside')."""

    def __init__(self, siguiente: Siguiente) -> None:
        self.siguiente = siguiente

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not settings.DEMO:
            return self.siguiente(request)
        inicio = time.perf_counter()
        consultas = _Consultas()
        with connection.execute_wrapper(consultas):
            respuesta = self.siguiente(request)
        total = (time.perf_counter() - inicio) * 1000
        respuesta["Server-Timing"] = (
            f'total;dur={total:.1f}, sql;dur={consultas.segundos * 1000:.1f};desc="{consultas.cuantas}"'
        )
        return respuesta


class _Consultas:
    def __init__(self) -> None:
        self.cuantas, self.segundos = 0, 0.0

    def __call__(self, ejecutar: Callable[..., Any], *argumentos: Any) -> Any:
        inicio = time.perf_counter()
        try:
            return ejecutar(*argumentos)
        finally:
            self.cuantas += 1
            self.segundos += time.perf_counter() - inicio


class Cabeceras:
    """Headers that no library sets: closed permissions, and nothing private in any cache (V18)."""

    PERMISOS = "camera=(), geolocation=(), microphone=(), payment=(), usb=()"

    def __init__(self, siguiente: Siguiente) -> None:
        self.siguiente = siguiente

    def __call__(self, request: HttpRequest) -> HttpResponse:
        respuesta = self.siguiente(request)
        respuesta.headers.setdefault("Permissions-Policy", self.PERMISOS)
        respuesta.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        if not request.path.startswith(settings.STATIC_URL):
            respuesta.headers.setdefault("Cache-Control", "no-store")
        return respuesta


class AccesoDeclarado:
    """A view without a declared rule answers 403; an anonymous visitor goes to the sign-in page and back."""

    def __init__(self, siguiente: Siguiente) -> None:
        self.siguiente = siguiente

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.siguiente(request)

    def process_view(self, request: HttpRequest, vista: Callable[..., Any], *_: Any) -> HttpResponse | None:
        acceso: Acceso | None = getattr(vista, ATRIBUTO, None)
        if acceso is None:
            if vista.__module__ in PUBLICAS_AJENAS:
                return None
            return pagina_de(request, NoPermitido(OTRO_PERFIL))
        if acceso.permite(request.user):
            return None
        if not request.user.is_authenticated:
            return _a_ingresar(request)
        return pagina_de(request, NoPermitido(OTRO_PERFIL))


def _a_ingresar(request: HttpRequest) -> HttpResponse:
    """To the sign-in page and back to the page on screen: what was posted, or drew a fragment, is no page.

    A form that was filled in is given back instead: behind the sign-in page nothing typed would be left.

    ``url_has_allowed_host_and_scheme`` judges the address when it is used, so a foreign Referer leads nowhere.
    """
    volver = request.get_full_path()
    fragmento = request.headers.get("HX-Request") == "true"
    escrito = {} if fragmento else devolver(request)
    if escrito.get("campos"):
        return render(request, "errores/sesion.html", escrito, status=403)
    if fragmento or request.method not in {"GET", "HEAD"}:
        partes = urlsplit(request.headers.get("HX-Current-URL") or request.headers.get("Referer", ""))
        volver = partes._replace(scheme="", netloc="").geturl() if partes.netloc == request.get_host() else ""
    respuesta = redirect_to_login(volver, settings.LOGIN_URL, "next")
    # htmx would follow a redirect inside the fragment and draw the sign-in page there (DISENO 9).
    return HttpResponse(headers={"HX-Redirect": respuesta.url}) if fragmento else respuesta


def pagina_de(request: HttpRequest, error: ErrorDeDominio) -> HttpResponse:
    """The page of a refusal. Django asks ``process_exception`` only about views, so others call this."""
    if error.codigo == 403:
        rechazos.anotar(request, error.mensaje)
    paginas = [f"errores/{error.codigo}.html", "errores/400.html"]
    respuesta = render(request, paginas, {"error": error}, status=error.codigo)
    espera = getattr(error, "espera", None)
    if espera:
        respuesta["Retry-After"] = str(espera)
    return respuesta


class ErroresDeDominio:
    """A refusal of the domain, raised anywhere in a view, becomes its page with its code."""

    def __init__(self, siguiente: Siguiente) -> None:
        self.siguiente = siguiente

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.siguiente(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        if not isinstance(error, ErrorDeDominio):
            return None
        return pagina_de(request, error)
