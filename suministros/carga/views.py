"""The register of a distributor: its loads, from the file to the last line (U-10)."""

import tempfile
from collections.abc import Callable
from pathlib import Path

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.cache import patch_vary_headers
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from cuentas.models import Perfil, Rol
from cuentas.sesion import cuenta
from nucleo.archivos.subida import con_tope
from nucleo.bitacora.actions import anotar_acceso, direccion_de
from nucleo.comun import parametros
from nucleo.comun.acceso import solo
from nucleo.comun.errores import NoPermitido
from nucleo.comun.reloj import hoy
from suministros.carga import actions, columnas, plantillas
from suministros.carga.aplicacion import SOLO_JEFATURA
from suministros.carga.informe import escribir_rechazos
from suministros.carga.lugares import en_palabras
from suministros.carga.recepcion import LIMITES, Recepcion
from suministros.models import Carga, ClaseCarga

POR_PAGINA = 20
A_LA_VISTA = 50  # refused lines on the page; all of them in the report
jefatura = solo(Perfil.DISTRIBUIDORA, roles=[Rol.JEFATURA])


@con_tope(LIMITES.maximo)
@solo(Perfil.DISTRIBUIDORA)
@require_http_methods(["GET", "POST"])
def registro(request: HttpRequest) -> HttpResponse:
    """The form for jefatura, the templates and the history for everybody of the distributor."""
    es_jefatura = cuenta(request).rol == Rol.JEFATURA
    if request.method == "POST" and not es_jefatura:
        raise NoPermitido(SOLO_JEFATURA)
    recepcion = Recepcion(request) if es_jefatura else None
    if recepcion and recepcion.carga:
        return redirect("suministros:cargas:carga", recepcion.carga.pk)
    suyas = Carga.objects.filter(distribuidora=cuenta(request).distribuidora).select_related("subida_por", "trabajo")
    errores = recepcion.errores if recepcion else []
    contexto = {
        "recepcion": recepcion,
        "clases": [(clase.value, clase.label) for clase in ClaseCarga],
        "pagina": Paginator(suyas, POR_PAGINA).get_page(parametros.pagina(request.GET)),
        "errores_de_pagina": errores,
    }
    return render(request, "suministros/carga/registro.html", contexto, status=422 if errores else 200)


@solo(Perfil.DISTRIBUIDORA)
@require_safe
def plantilla(request: HttpRequest, clase: str, formato: str) -> HttpResponseBase:
    if clase not in ClaseCarga.values or formato not in plantillas.FORMATOS:
        raise Http404
    return _hecho(lambda ruta: plantillas.escribir(ruta, columnas.de(clase), formato), f"plantilla-{clase}.{formato}")


@solo(Perfil.DISTRIBUIDORA)
@require_safe
def carga(request: HttpRequest, id: int) -> HttpResponse:
    """How one load stands; the piece of it that asks for itself while a worker has it."""
    suya, pieza = _obtener(request, id), "HX-Request" in request.headers
    contexto = {
        "carga": suya,
        "pieza": pieza,
        "es_jefatura": cuenta(request).rol == Rol.JEFATURA,
        "rechazos": [(en_palabras(una.linea), una) for una in suya.rechazos.all()[:A_LA_VISTA]],
        "informe": suya.trabajo and suya.trabajo.archivo_id and not suya.trabajo.vencido,
    }
    plantilla = "suministros/carga/_estado.html" if pieza else "suministros/carga/carga.html"
    respuesta = render(request, plantilla, contexto)
    patch_vary_headers(respuesta, ["HX-Request"])
    return respuesta


@jefatura
@require_http_methods(["GET", "POST"])
def aplicacion(request: HttpRequest, id: int) -> HttpResponse:
    suya = _obtener(request, id)
    if request.method != "POST":
        return render(request, "suministros/carga/aplicacion.html", {"carga": suya})
    actions.aplicar_carga(actor=cuenta(request), carga_id=suya.pk, direccion=direccion_de(request))
    return redirect("suministros:cargas:carga", suya.pk)


@jefatura
@require_http_methods(["GET", "POST"])
def descarte(request: HttpRequest, id: int) -> HttpResponse:
    suya = _obtener(request, id)
    if request.method != "POST":
        return render(request, "suministros/carga/descarte.html", {"carga": suya})
    actions.descartar_carga(actor=cuenta(request), carga_id=suya.pk, direccion=direccion_de(request))
    messages.success(request, f"Descartaste {suya.nombre}. El registro quedó como estaba.")
    return redirect("suministros:cargas:registro")


@jefatura
@require_POST
def intento(request: HttpRequest, id: int) -> HttpResponse:
    """Another try of what the worker gave up; 409 when it is not so."""
    suya = _obtener(request, id)
    actions.reintentar_carga(actor=cuenta(request), carga_id=suya.pk)
    return redirect("suministros:cargas:carga", suya.pk)


@solo(Perfil.DISTRIBUIDORA)
@require_safe
def rechazos(request: HttpRequest, id: int) -> HttpResponseBase:
    """Every refused line as CSV; the Excel is the report of the load."""
    suya = _obtener(request, id)
    anotar_acceso(request=request, accion="carga.rechazos", objeto=f"carga:{suya.pk}", permitido=True)
    return _hecho(lambda ruta: escribir_rechazos(ruta, suya), f"rechazos-{suya.clase}-{hoy():%Y-%m-%d}.csv")


def _hecho(escribir: Callable[[Path], None], nombre: str) -> FileResponse:
    """A file made for this answer and kept nowhere: its name is gone before it leaves."""
    with tempfile.TemporaryDirectory() as carpeta:
        ruta = Path(carpeta) / "hecho"
        escribir(ruta)
        return FileResponse(open(ruta, "rb"), as_attachment=True, filename=nombre)


def _obtener(request: HttpRequest, id: int) -> Carga:
    """Another distributor's is one that does not exist."""
    suyas = Carga.objects.filter(distribuidora=cuenta(request).distribuidora)
    if hallada := suyas.select_related("subida_por", "resuelta_por", "trabajo").filter(pk=id).first():
        return hallada
    raise Http404
