"""The three steps of a form (DISENO 7.2): datos, documentos, revisión. Every step works without JavaScript."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from cuentas.models import Perfil
from cuentas.sesion import cuenta
from nucleo.bitacora.actions import direccion_de
from nucleo.comun.acceso import solo
from nucleo.comun.reloj import ahora
from nucleo.comun.templatetags.componentes import errores_de
from solicitudes import actions
from solicitudes.actions.borradores import DemasiadosBorradores
from solicitudes.actions.envio import BorradorIncompleto
from solicitudes.forms import FormularioDatos, FormularioEnvio, FormularioTitular
from solicitudes.models import Borrador
from solicitudes.tramites import POR_PALABRA, fichas
from solicitudes.views.archivos import CamposDeArchivo

CAMPOS_DE_DATOS = tuple(FormularioDatos.base_fields)


def _borrador(request: HttpRequest, borrador_id: UUID) -> Borrador:
    return get_object_or_404(Borrador, pk=borrador_id, dueno=cuenta(request))


@solo(Perfil.SOLICITANTE)
@require_safe
def nuevo_envio(request: HttpRequest) -> HttpResponse:
    propios = Borrador.objects.filter(dueno=cuenta(request)).order_by("tocado_en")
    return render(
        request,
        "solicitudes/nuevo_envio.html",
        {"fichas": fichas({b.tipo: b for b in propios})},
    )


@solo(Perfil.SOLICITANTE)
@require_http_methods(["GET", "POST"])
def comenzar(request: HttpRequest, tramite: str) -> HttpResponse:
    """A GET offers the open draft of this form; only a POST makes a new one."""
    tipo = POR_PALABRA[tramite].tipo
    if request.method == "POST":
        try:
            borrador = actions.crear_borrador(actor=cuenta(request), tipo=tipo)
        except DemasiadosBorradores as error:
            messages.error(request, error.mensaje)
            return redirect("solicitudes:nuevo-envio")
        return redirect("solicitudes:datos", borrador.pk)
    abiertos = Borrador.objects.filter(dueno=cuenta(request), tipo=tipo)
    return render(
        request,
        "solicitudes/comenzar.html",
        {"tipo": tipo, "tramite": tramite, "abiertos": abiertos},
    )


@solo(Perfil.SOLICITANTE)
@require_http_methods(["GET", "POST"])
def datos(request: HttpRequest, borrador_id: UUID) -> HttpResponse:
    borrador = _borrador(request, borrador_id)
    if request.method == "GET":
        return _pagina_datos(request, borrador, FormularioDatos(initial=borrador.datos))
    escritos = {campo: request.POST.get(campo, "") for campo in CAMPOS_DE_DATOS}
    borrador = actions.guardar_datos(actor=cuenta(request), borrador_id=borrador.pk, datos=escritos)
    if "autoguardado" in request.GET:
        return render(request, "solicitudes/_guardado.html", {"hora": ahora()})
    if request.POST.get("accion") == "salir":
        return _guardado_y_fuera(request)
    formulario = FormularioDatos(escritos)
    if formulario.is_valid():
        return redirect("solicitudes:documentos", borrador.pk)
    return _pagina_datos(request, borrador, formulario, status=422)


@solo(Perfil.SOLICITANTE)
@require_http_methods(["GET", "POST"])
def documentos(request: HttpRequest, borrador_id: UUID) -> HttpResponse:
    borrador = _borrador(request, borrador_id)
    if request.method == "GET":
        titular = FormularioTitular(initial={"es_titular": borrador.datos.get("es_titular", "")})
        return _pagina_documentos(
            request,
            borrador,
            titular,
            CamposDeArchivo(borrador, request.GET.get("reemplazar")),
        )
    titular = FormularioTitular(request.POST)
    borrador = actions.guardar_datos(
        actor=cuenta(request),
        borrador_id=borrador.pk,
        datos={"es_titular": request.POST.get("es_titular", "")},
    )
    campos = CamposDeArchivo(borrador)
    campos.recibir_formulario(request)
    accion = request.POST.get("accion", "")
    if accion == "salir":
        return _guardado_y_fuera(request)
    if accion == "continuar":
        # Both are asked before deciding: every problem is told at once.
        completos = [titular.is_valid(), campos.completos()]
        if all(completos):
            return redirect("solicitudes:revision", borrador.pk)
    falla = accion == "continuar" or campos.errores
    limpio = FormularioTitular(initial={"es_titular": borrador.datos.get("es_titular", "")})
    return _pagina_documentos(
        request,
        borrador,
        titular if accion == "continuar" else limpio,
        campos,
        status=422 if falla else 200,
    )


@solo(Perfil.SOLICITANTE)
@require_http_methods(["GET", "POST"])
def revision(request: HttpRequest, borrador_id: UUID) -> HttpResponse:
    """Files the draft. Sent twice, the second finds no draft any more and is led to the same confirmation."""
    if request.method == "POST":
        return _grabar(request, borrador_id)
    borrador = _borrador(request, borrador_id)
    formulario = FormularioDatos(borrador.datos)
    if not formulario.is_valid():
        return redirect("solicitudes:datos", borrador.pk)
    campos = CamposDeArchivo(borrador)
    if not FormularioTitular(borrador.datos).is_valid() or not campos.completos():
        return redirect("solicitudes:documentos", borrador.pk)
    contexto = {
        "borrador": borrador,
        "datos": formulario.cleaned_data,
        "campos": campos,
        "form": FormularioEnvio(),
    }
    return render(request, "solicitudes/revision.html", contexto)


def _grabar(request: HttpRequest, borrador_id: UUID) -> HttpResponse:
    envio = FormularioEnvio(request.POST)
    borrador = Borrador.objects.filter(pk=borrador_id, dueno=cuenta(request)).first()
    datos_generales = FormularioDatos(borrador.datos if borrador else {})
    if not envio.is_valid() or (borrador and not datos_generales.is_valid()):
        return redirect("solicitudes:revision", borrador_id)
    try:
        folio = actions.enviar(
            actor=cuenta(request),
            borrador_id=borrador_id,
            token=envio.cleaned_data["token"],
            datos=_para_enviar(datos_generales, borrador),
            direccion=direccion_de(request),
        )
    except BorradorIncompleto as error:
        messages.error(request, error.mensaje)
        return redirect(f"solicitudes:{error.paso}", borrador_id)
    except Borrador.DoesNotExist as error:
        raise Http404 from error
    return redirect("solicitudes:enviada", folio)


def _para_enviar(formulario: FormularioDatos, borrador: Borrador | None) -> dict[str, Any]:
    if borrador is None:
        return {}
    return {
        **formulario.cleaned_data,
        "es_titular": borrador.datos.get("es_titular") != "no",
    }


@solo(Perfil.SOLICITANTE)
@require_http_methods(["GET", "POST"])
def descarte(request: HttpRequest, borrador_id: UUID) -> HttpResponse:
    borrador = _borrador(request, borrador_id)
    if request.method == "POST":
        actions.descartar_borrador(actor=cuenta(request), borrador_id=borrador.pk)
        messages.success(request, "Borrador descartado.")
        return redirect("solicitudes:inicio")
    return render(
        request,
        "solicitudes/descarte.html",
        {"borrador": borrador, "archivos": borrador.archivos.count()},
    )


def _guardado_y_fuera(request: HttpRequest) -> HttpResponse:
    messages.success(request, "Guardamos tu borrador. Lo encuentras en Inicio.")
    return redirect("solicitudes:inicio")


def _pagina_datos(
    request: HttpRequest,
    borrador: Borrador,
    formulario: FormularioDatos,
    status: int = 200,
) -> Any:
    return render(
        request,
        "solicitudes/datos.html",
        {"borrador": borrador, "form": formulario},
        status=status,
    )


def _pagina_documentos(
    request: HttpRequest,
    borrador: Borrador,
    titular: FormularioTitular,
    campos: CamposDeArchivo,
    status: int = 200,
) -> HttpResponse:
    contexto = {
        "borrador": borrador,
        "form": titular,
        "campos": campos,
        "errores_de_pagina": [*errores_de(titular), *campos.errores],
    }
    return render(request, "solicitudes/documentos.html", contexto, status=status)
