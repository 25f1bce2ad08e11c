"""What a refused form held, for a page that gives it back to be sent again (DISENO 7.6)."""

import re
from typing import Any
from urllib.parse import urlsplit

from django.http import HttpRequest

SECRETO = re.compile("clave|contrase|password|codigo|token|captcha", re.IGNORECASE)
CAMPOS_MAXIMOS, LARGO_MAXIMO = 100, 20_000  # of what a page gives back; beyond, it would not be one of our forms


def devolver(request: HttpRequest) -> dict[str, Any]:
    """``campos``: name and value of each field but secrets; ``habia_archivos``: files cannot be given back."""
    de_post = request.method == "POST"
    return {"campos": _campos(request) if de_post else [], "habia_archivos": de_post and bool(request.FILES)}


def _campos(request: HttpRequest) -> list[tuple[str, str]]:
    """None of a form from elsewhere: the page would turn a forged request into one that a click confirms."""
    if not _misma_casa(request):
        return []
    campos = [
        (nombre, valor)
        for nombre, valores in request.POST.lists()
        for valor in valores
        if nombre != "csrfmiddlewaretoken" and not SECRETO.search(nombre)
    ]
    return campos if len(campos) <= CAMPOS_MAXIMOS and all(len(valor) <= LARGO_MAXIMO for _, valor in campos) else []


def _misma_casa(request: HttpRequest) -> bool:
    origen = request.headers.get("Origin") or request.headers.get("Referer", "")
    sitio = request.headers.get("Sec-Fetch-Site", "same-origin")
    return sitio == "same-origin" and bool(origen) and urlsplit(origen).netloc == request.get_host()
