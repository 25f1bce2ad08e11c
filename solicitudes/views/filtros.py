"""The filters that one person of the distributor keeps: list, keep, rename, take away (DISENO 6.8)."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from cuentas.models import Perfil
from cuentas.sesion import cuenta
from nucleo.comun.acceso import solo
from nucleo.comun.errores import ErrorDeDominio
from solicitudes import actions, filtros
from solicitudes.forms.filtros import FormularioFiltro
from solicitudes.models import FiltroGuardado
from solicitudes.models.filtros import MAXIMO
from solicitudes.presentacion.filtros_propios import ficha, fichas_de
from solicitudes.views.listas import filtros_de


@solo(Perfil.DISTRIBUIDORA)
@require_safe
def lista(request: HttpRequest) -> HttpResponse:
    user = cuenta(request)
    propios = [ficha(filtro, user) for filtro in user.filtros.all()]
    return render(request, "solicitudes/filtros/lista.html", {"propios": propios, "maximo": MAXIMO})


@solo(Perfil.DISTRIBUIDORA)
@require_http_methods(["GET", "POST"])
def nuevo(request: HttpRequest) -> HttpResponse:
    """Keeps the filter of the address, which stays in the form's own address."""
    user, consulta = cuenta(request), filtros.de_la_lista(filtros_de(request))
    if not consulta:
        messages.info(request, "Filtra la lista y después guarda el filtro.")
        return redirect("solicitudes:bandeja")
    formulario = FormularioFiltro(request.POST if request.method == "POST" else None)
    if formulario.is_valid():
        try:
            guardado = actions.guardar_filtro(actor=user, consulta=consulta, **formulario.cleaned_data)
        except ErrorDeDominio as error:
            formulario.add_error("nombre", error.mensaje)
        else:
            messages.success(request, f"Guardamos el filtro «{guardado.nombre}». Lo ves sobre la lista.")
            return redirect(filtros.direccion(guardado.consulta))
    datos = {"form": formulario, "fichas": fichas_de(consulta, user), "volver": filtros.direccion(consulta)}
    return render(request, "solicitudes/filtros/nuevo.html", datos, status=422 if formulario.errors else 200)


@solo(Perfil.DISTRIBUIDORA)
@require_http_methods(["GET", "POST"])
def uno(request: HttpRequest, filtro_id: int) -> HttpResponse:
    """Renames it. One that no longer filters leads here, and is told so."""
    user = cuenta(request)
    filtro = get_object_or_404(FiltroGuardado, pk=filtro_id, usuario=user)
    formulario = FormularioFiltro(request.POST if request.method == "POST" else None, initial={"nombre": filtro.nombre})
    if formulario.is_valid():
        try:
            actions.renombrar_filtro(actor=user, filtro_id=filtro.pk, **formulario.cleaned_data)
        except ErrorDeDominio as error:
            formulario.add_error("nombre", error.mensaje)
        else:
            messages.success(request, "Nombre grabado.")
            return redirect("solicitudes:filtros")
    datos = {"form": formulario, "propio": ficha(filtro, user)}
    return render(request, "solicitudes/filtros/uno.html", datos, status=422 if formulario.errors else 200)


@solo(Perfil.DISTRIBUIDORA)
@require_http_methods(["GET", "POST"])
def descarte(request: HttpRequest, filtro_id: int) -> HttpResponse:
    user = cuenta(request)
    filtro = get_object_or_404(FiltroGuardado, pk=filtro_id, usuario=user)
    if request.method == "POST":
        actions.quitar_filtro(actor=user, filtro_id=filtro.pk)
        messages.success(request, f"Quitamos el filtro «{filtro.nombre}».")
        return redirect("solicitudes:filtros")
    return render(request, "solicitudes/filtros/descarte.html", {"propio": ficha(filtro, user)})
