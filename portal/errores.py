"""The error pages of DISENO 7.6."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def peticion_incorrecta(request: HttpRequest, exception: Any = None) -> HttpResponse:
    return render(request, "errores/400.html", status=400)


def prohibido(request: HttpRequest, exception: Any = None) -> HttpResponse:
    return render(request, "errores/403.html", status=403)


def no_encontrada(request: HttpRequest, exception: Any = None) -> HttpResponse:
    return render(request, "errores/404.html", status=404)


def falla(request: HttpRequest) -> HttpResponse:
    return render(request, "errores/500.html", status=500)


def csrf(request: HttpRequest, reason: str = "") -> HttpResponse:
    return render(request, "errores/csrf.html", status=403)
