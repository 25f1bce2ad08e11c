"""The three steps of a form (DISENO 7.2): datos, documentos, revisión. Every step works without JavaScript."""

from collections.abc import Callable
from functools import wraps
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from cuentas.models import Perfil
from cuentas.sesion import cuenta
from nucleo.bitacora.actions import direccion_de
from nucleo.comun.acceso import solo
from nucleo.comun.reloj import ahora
from nucleo.comun.templatetags.componentes import errores_de
from solicitudes import actions, partida
from solicitudes.actions.envio import BorradorIncompleto
from solicitudes.actions.expedientes import TramiteRepetido
from solicitudes.forms import FORMULARIOS, FormularioDatos, FormularioDocumentos, FormularioEnvio
from solicitudes.forms.documentos import nombre_de_expediente
from solicitudes.models import Borrador, Solicitud
from solicitudes.paso_final import advertencia, consecuencia
from solicitudes.tramites import en_blanco
from solicitudes.views.archivos import CamposDeArchivo
from solicitudes.views.comienzo import suministro_pedido
from suministros import consultas as suministros
from suministros.models import Vinculo


def _borrador(request: HttpRequest, borrador_id: UUID) -> Borrador:
    return get_object_or_404(Borrador.objects.select_related("dueno"), pk=borrador_id, dueno=cuenta(request))


def _o_lo_enviado(vista: Callable[[HttpRequest, UUID], HttpResponse]) -> Callable[[HttpRequest, UUID], HttpResponse]:
    """The back button and a second window still hold a draft that was filed: they are led to its confirmation."""

    @wraps(vista)
    def envuelta(request: HttpRequest, borrador_id: UUID) -> HttpResponse:
        try:
            return vista(request, borrador_id)
        except (Http404, Borrador.DoesNotExist) as error:
            folio = actions.folio_enviado(actor=cuenta(request), borrador_id=borrador_id)
            if not folio or "autoguardado" in request.GET:
                raise Http404 from error
            return redirect("solicitudes:enviada", folio)

    return envuelta


@solo(Perfil.SOLICITANTE)
@require_http_methods(["GET", "POST"])
@_o_lo_enviado
def datos(request: HttpRequest, borrador_id: UUID) -> HttpResponse:
    borrador = _borrador(request, borrador_id)
    clase = FORMULARIOS[borrador.tipo]
    if request.method == "GET":
        # What was typed wins; until something was, an earlier request tells it.
        previa = None if "distribuidora" in borrador.datos else partida.solicitud_de_partida(borrador)
        vinculo = None if previa or "distribuidora" in borrador.datos else partida.suministro_de_partida(borrador)
        partidas = partida.datos_de(previa) if previa else partida.datos_del_suministro(vinculo) if vinculo else {}
        return _pagina_datos(request, borrador, clase(initial={**partidas, **borrador.datos}), previa, vinculo)
    escritos = {campo: request.POST.get(campo, "") for campo in clase.base_fields}
    borrador = actions.guardar_datos(actor=cuenta(request), borrador_id=borrador.pk, datos=escritos)
    if "autoguardado" in request.GET:
        return render(request, "solicitudes/_guardado.html", {"hora": ahora()})
    if request.POST.get("accion") == "salir":
        return _guardado_y_fuera(request)
    if request.POST.get("accion") == "suministro":
        return _con_los_del_suministro(request, borrador)
    formulario = clase(escritos)
    if formulario.is_valid():
        return redirect("solicitudes:documentos", borrador.pk)
    return _pagina_datos(request, borrador, formulario, status=422)


@solo(Perfil.SOLICITANTE)
@require_http_methods(["GET", "POST"])
@_o_lo_enviado
def documentos(request: HttpRequest, borrador_id: UUID) -> HttpResponse:
    borrador = _borrador(request, borrador_id)
    if request.method == "GET":
        campos = CamposDeArchivo(borrador, request.GET.get("reemplazar"))
        return _pagina_documentos(request, borrador, _preguntas(borrador, campos), campos)
    escritos = {campo: request.POST.get(campo, "") for campo in FormularioDocumentos.base_fields}
    borrador = actions.guardar_datos(actor=cuenta(request), borrador_id=borrador.pk, datos=escritos)
    campos = CamposDeArchivo(borrador)
    campos.recibir_formulario(request)
    accion = request.POST.get("accion", "")
    if accion == "salir":
        return _guardado_y_fuera(request)
    formulario = _preguntas(borrador, campos, request.POST if accion == "continuar" else None)
    if accion == "continuar":
        # Both are asked before deciding: every problem is told at once.
        completos = [formulario.is_valid(), campos.completos()]
        if all(completos):
            return redirect("solicitudes:revision", borrador.pk)
    falla = accion == "continuar" or campos.errores
    return _pagina_documentos(request, borrador, formulario, campos, status=422 if falla else 200)


@solo(Perfil.SOLICITANTE)
@require_http_methods(["GET", "POST"])
@_o_lo_enviado
def revision(request: HttpRequest, borrador_id: UUID) -> HttpResponse:
    """Files the draft. Sent twice, the second finds no draft any more and is led to the same confirmation."""
    if request.method == "POST":
        return _grabar(request, borrador_id)
    borrador = _borrador(request, borrador_id)
    generales = FORMULARIOS[borrador.tipo](borrador.datos)
    if not generales.is_valid():
        messages.info(request, "Antes de revisar y enviar, completa los datos de este paso.")
        return redirect("solicitudes:datos", borrador.pk)
    campos = CamposDeArchivo(borrador)
    preguntas = _preguntas(borrador, campos, borrador.datos)
    if not preguntas.is_valid() or not campos.completos():
        messages.info(request, "Antes de revisar y enviar, completa los documentos de este paso.")
        return redirect("solicitudes:documentos", borrador.pk)
    limpios = {**generales.para_enviar(), **preguntas.para_enviar()}
    contexto = {
        "borrador": borrador,
        "datos": generales.resumen(),
        "respuestas": preguntas.resumen(),
        "campos": campos,
        "consecuencia": consecuencia(borrador.tipo, limpios),
        "advertencia": advertencia(borrador, limpios),
        "form": FormularioEnvio(initial={"tocado_en": borrador.tocado_en.isoformat()}),
    }
    return render(request, "solicitudes/revision.html", contexto)


def _grabar(request: HttpRequest, borrador_id: UUID) -> HttpResponse:
    envio = FormularioEnvio(request.POST)
    borrador = Borrador.objects.select_related("dueno").filter(pk=borrador_id, dueno=cuenta(request)).first()
    datos_limpios = _para_enviar(borrador)
    if not envio.is_valid() or datos_limpios is None:
        return redirect("solicitudes:revision", borrador_id)
    try:
        folio = actions.enviar(
            actor=cuenta(request),
            borrador_id=borrador_id,
            token=envio.cleaned_data["token"],
            datos=datos_limpios,
            tocado_en=envio.cleaned_data["tocado_en"],
            direccion=direccion_de(request),
        )
    except BorradorIncompleto as error:
        messages.error(request, error.mensaje)
        return redirect(f"solicitudes:{error.paso}", borrador_id)
    except TramiteRepetido as error:
        messages.error(request, error.mensaje)
        return redirect("solicitudes:documentos", borrador_id)
    except Borrador.DoesNotExist as error:
        raise Http404 from error
    return redirect("solicitudes:enviada", folio)


def _para_enviar(borrador: Borrador | None) -> dict[str, Any] | None:
    """What ``actions.enviar`` takes; None while something is missing. A draft already filed needs nothing more."""
    if borrador is None:
        return {}
    generales = FORMULARIOS[borrador.tipo](borrador.datos)
    preguntas = _preguntas(borrador, CamposDeArchivo(borrador), borrador.datos)
    if not generales.is_valid() or not preguntas.is_valid():
        return None
    return {**generales.para_enviar(), **preguntas.para_enviar()}


@solo(Perfil.SOLICITANTE)
@require_http_methods(["GET", "POST"])
@_o_lo_enviado
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


def _con_los_del_suministro(request: HttpRequest, borrador: Borrador) -> HttpResponse:
    """Without script too: the chosen supply's data replace what these fields held; the rest stays as typed."""
    if vinculo := suministro_pedido(request):
        datos = partida.datos_del_suministro(vinculo)
        actions.guardar_datos(actor=cuenta(request), borrador_id=borrador.pk, datos=datos)
        messages.info(request, f"Usamos los datos de tu suministro {vinculo.suministro.numero}. Puedes cambiarlos.")
    return redirect("solicitudes:datos", borrador.pk)


def _preguntas(borrador: Borrador, campos: CamposDeArchivo, escritos: Any = None) -> FormularioDocumentos:
    """The questions of step 2; unbound, they show what the draft holds, or what an earlier request told."""
    iniciales = dict(borrador.datos)
    if "es_titular" not in iniciales and (previa := partida.solicitud_de_partida(borrador)):
        iniciales["es_titular"] = partida.datos_de(previa)["es_titular"]
    expedientes = [(str(e.pk), nombre_de_expediente(e)) for e in partida.expedientes_para(borrador)]
    return FormularioDocumentos(escritos, initial=iniciales, condiciones=campos.condiciones, expedientes=expedientes)


def _pagina_datos(
    request: HttpRequest,
    borrador: Borrador,
    formulario: FormularioDatos,
    previa: Solicitud | None = None,
    vinculo: Vinculo | None = None,
    status: int = 200,
) -> HttpResponse:
    validados = suministros.validados(cuenta(request))
    usado = next((v for v in validados if v.suministro.numero == formulario["numero_cliente"].value()), None)
    contexto = {
        "borrador": borrador,
        "form": formulario,
        "previa": previa,
        "vinculo": vinculo,
        "suministro_usado": usado,
        # The only one, already in the fields, is no choice.
        "suministros": [] if validados == [usado] else validados,
        "en_blanco": en_blanco(borrador.tipo),
    }
    return render(request, "solicitudes/datos.html", contexto, status=status)


def _pagina_documentos(
    request: HttpRequest,
    borrador: Borrador,
    formulario: FormularioDocumentos,
    campos: CamposDeArchivo,
    status: int = 200,
) -> HttpResponse:
    contexto = {
        "borrador": borrador,
        "form": formulario,
        "filas": campos.filas(formulario),
        "identidad_validada": campos.sin_cedula,
        "poder_validado": campos.con_poder_validado,
        "en_blanco": en_blanco(borrador.tipo),
        "errores_de_pagina": [*errores_de(formulario), *campos.errores],
    }
    return render(request, "solicitudes/documentos.html", contexto, status=status)
