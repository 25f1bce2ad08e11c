"""'Notificaciones': every notice sent to the account, and which of them it may switch off (U-11)."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from cuentas.models import Usuario
from cuentas.notificaciones import actions, consulta
from cuentas.notificaciones.forms import FormularioFiltros, FormularioPreferencias
from cuentas.notificaciones.presentacion import Notificacion
from cuentas.sesion import cuenta
from nucleo.avisos import preferencias, sms
from nucleo.bitacora.actions import direccion_de
from nucleo.comun import parametros
from nucleo.comun.acceso import con_sesion

CARPETA = "cuentas/notificaciones"


@con_sesion
@require_safe
def lista(request: HttpRequest) -> HttpResponse:
    formulario, por = FormularioFiltros(request.GET), parametros.por_pagina(request.GET)
    if not formulario.is_valid():
        return render(request, f"{CARPETA}/lista.html", {"form": formulario}, status=422)
    filtros = formulario.filtros()
    pagina = consulta.pagina(cuenta(request), filtros, por=por, numero=parametros.pagina(request.GET))
    contexto = {
        "form": formulario,
        "pagina": pagina,
        "por": por,
        "notificaciones": [Notificacion(aviso) for aviso in pagina],
        "hay": any(filtros.values()),
    }
    return render(request, f"{CARPETA}/lista.html", contexto)


@con_sesion
@require_safe
def una(request: HttpRequest, aviso_id: int) -> HttpResponse:
    aviso = get_object_or_404(consulta.de(cuenta(request)), pk=aviso_id)
    return render(request, f"{CARPETA}/una.html", {"n": Notificacion(aviso), "aviso": aviso})


@con_sesion
@require_http_methods(["GET", "POST"])
def elegir(request: HttpRequest) -> HttpResponse:
    """'Perfil › Avisos': what may be switched off, what may not, and why."""
    usuario = cuenta(request)
    actual = preferencias.de(usuario.pk)
    inicial = {"recordatorios": actual.recordatorios, "sms": actual.sms}
    datos = request.POST if request.method == "POST" else None
    formulario = FormularioPreferencias(datos, initial=inicial, ofrecidos=_ofrecidos(usuario))
    if formulario.is_valid():
        elegido = inicial | formulario.cleaned_data
        cambio = actions.preferir(usuario=usuario, direccion=direccion_de(request), **elegido)
        messages.success(request, "Guardamos tus preferencias." if cambio else "Tus preferencias siguen igual.")
        return redirect("perfil:avisos")
    contexto = {"form": formulario, "con_celular": bool(usuario.celular_verificado_en)}
    return render(request, f"{CARPETA}/preferencias.html", contexto)


def _ofrecidos(usuario: Usuario) -> set[str]:
    """The staff's reminders go to the address of their distributor, and nothing but codes to their telephone."""
    if not usuario.es_solicitante:
        return set()
    return {"recordatorios", "sms"} if sms.disponible() else {"recordatorios"}
