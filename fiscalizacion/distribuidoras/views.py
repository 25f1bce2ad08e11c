"""'Administrador › Distribuidoras' (F-06)."""

from typing import Any

from django.contrib import messages
from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from catalogo.models import Distribuidora
from cuentas.models import EstadoCuenta
from cuentas.personal.datos import DatosRechazados
from cuentas.sesion import cuenta
from fiscalizacion.distribuidoras import actions
from fiscalizacion.distribuidoras.forms import FormularioDistribuidora
from fiscalizacion.usuarios import historia
from fiscalizacion.usuarios.views import CARPETA, administrador
from nucleo.bitacora.actions import direccion_de


@administrador
@require_safe
def lista(request: HttpRequest) -> HttpResponse:
    activas = Count("usuarios", filter=Q(usuarios__estado=EstadoCuenta.ACTIVA))
    distribuidoras = Distribuidora.objects.annotate(personal=activas).order_by("-activa", "orden")
    return render(request, f"{CARPETA}/distribuidoras.html", {"distribuidoras": distribuidoras})


@administrador
@require_http_methods(["GET", "POST"])
def nueva(request: HttpRequest) -> HttpResponse:
    if request.method == "GET":
        return _pagina(request, FormularioDistribuidora())
    formulario = FormularioDistribuidora(request.POST)
    if formulario.is_valid():
        try:
            distribuidora = actions.crear(
                actor=cuenta(request), datos=formulario.cleaned_data, direccion=direccion_de(request)
            )
        except DatosRechazados as rechazo:
            formulario.add_error(rechazo.campo, rechazo.mensaje)
        else:
            messages.success(request, f"Creamos {distribuidora.nombre}. Ahora puedes crear las cuentas de su personal.")
            return redirect("fiscalizacion:distribuidoras")
    return _pagina(request, formulario)


@administrador
@require_http_methods(["GET", "POST"])
def ficha(request: HttpRequest, id: int) -> HttpResponse:
    distribuidora = get_object_or_404(Distribuidora, pk=id)
    con_folios = actions.tiene_folios(distribuidora)
    opciones: dict[str, Any] = {"distribuidora": distribuidora, "con_folios": con_folios}
    if request.method == "GET":
        inicial = FormularioDistribuidora.inicial(distribuidora)
        return _pagina(request, FormularioDistribuidora(initial=inicial, **opciones))
    formulario = FormularioDistribuidora(request.POST, **opciones)
    if formulario.is_valid():
        try:
            hubo = actions.cambiar(
                actor=cuenta(request), distribuidora_id=id, datos=formulario.cleaned_data,
                direccion=direccion_de(request),
            )  # fmt: skip
        except DatosRechazados as rechazo:
            formulario.add_error(rechazo.campo if rechazo.campo in formulario.fields else None, rechazo.mensaje)
        else:
            messages.success(request, "Guardamos los datos." if hubo else "No cambiaste ningún dato.")
            return redirect("fiscalizacion:distribuidora", id)
    return _pagina(request, formulario)


def _pagina(request: HttpRequest, formulario: FormularioDistribuidora) -> HttpResponse:
    distribuidora = formulario.distribuidora
    contexto = {
        "form": formulario,
        "distribuidora": distribuidora,
        "con_folios": "prefijo" not in formulario.fields,
        "sucesos": historia.de_cadena(f"distribuidora:{distribuidora.pk}") if distribuidora else [],
    }
    estado = 422 if formulario.errors else 200
    return render(request, f"{CARPETA}/distribuidora.html", contexto, status=estado)
