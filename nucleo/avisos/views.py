"""Unsubscribing an additional address, and the mails of the demonstration."""

from datetime import UTC, datetime

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from nucleo.avisos import bajas, correo_en_disco
from nucleo.comun.acceso import publica

ROTULOS = {"From": "De", "To": "Para", "Subject": "Asunto", "Message-ID": "Message-ID"}
CUANTOS = 100


@publica
@require_http_methods(["GET", "HEAD", "POST"])
def baja(request: HttpRequest, token: str) -> HttpResponse:
    """GET asks, POST stores: mail scanners open every link of a message."""
    aviso = bajas.leer(token)
    if aviso is None:
        raise Http404
    if request.method == "POST":
        bajas.dar(aviso)
        return redirect(request.path)
    contexto = {"direccion": bajas.enmascarar(aviso.destinatario), "lista": bajas.tiene(aviso)}
    return render(request, "avisos/baja.html", contexto)


@publica
@require_safe
def correos(request: HttpRequest) -> HttpResponse:
    _solo_en_demostracion()
    nombres = correo_en_disco.nombres()
    filas = []
    for nombre in nombres[:CUANTOS]:
        mensaje = correo_en_disco.leer(nombre, solo_cabeceras=True)
        if mensaje is not None:  # swept between the listing and now
            filas.append(
                {"nombre": nombre, "para": mensaje["To"], "asunto": mensaje["Subject"], "fecha": _fecha(mensaje)}
            )
    return render(request, "avisos/correos.html", {"filas": filas, "total": len(nombres)})


@publica
@require_safe
def correo(request: HttpRequest, nombre: str) -> HttpResponse:
    _solo_en_demostracion()
    mensaje = correo_en_disco.leer(nombre)
    if mensaje is None:
        raise Http404
    contexto = {
        "asunto": mensaje["Subject"] or "(sin asunto)",
        "cabeceras": [(rotulo, mensaje[clave] or "") for clave, rotulo in ROTULOS.items()],
        "fecha": _fecha(mensaje),
        "texto": correo_en_disco.parte(mensaje, "plain"),
        "html": correo_en_disco.parte(mensaje, "html"),
    }
    return render(request, "avisos/correo_demo.html", contexto)


def _solo_en_demostracion() -> None:
    if not settings.DEMO:
        raise Http404


def _fecha(mensaje: correo_en_disco.Leido) -> datetime | None:
    """When it was sent. Python reads Django's ``-0000`` as a time without zone; it is UTC."""
    fecha: datetime | None = getattr(mensaje["Date"], "datetime", None)
    return fecha.replace(tzinfo=UTC) if fecha is not None and fecha.tzinfo is None else fecha
