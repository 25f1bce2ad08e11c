"""'Mensajes': SEC reads the texts of the notices and its administrador changes them (F-05, DISENO 7.5)."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from cuentas.models import Perfil
from cuentas.sesion import cuenta
from fiscalizacion.mensajes import actions, consultas
from fiscalizacion.mensajes.consultas import Mensaje
from fiscalizacion.mensajes.forms import FormularioMensaje
from fiscalizacion.mensajes.prueba import datos
from fiscalizacion.usuarios.views import administrador
from nucleo.avisos import mensajes
from nucleo.avisos.correo import parrafos
from nucleo.bitacora.actions import direccion_de
from nucleo.comun import parametros
from nucleo.comun.acceso import solo
from nucleo.comun.errores import EstadoCambio, NoPermitido

CARPETA = "fiscalizacion/mensajes"
SIN_CAMBIO = "No cambiaste el texto."


@solo(Perfil.SEC)
@require_safe
def lista(request: HttpRequest) -> HttpResponse:
    contexto = {"grupos": consultas.todos(), "edita": cuenta(request).es_administrador}
    return render(request, f"{CARPETA}/lista.html", contexto)


@solo(Perfil.SEC)
@require_http_methods(["GET", "POST"])
def mensaje(request: HttpRequest, clave: str) -> HttpResponse:
    if request.method == "POST" and not cuenta(request).es_administrador:
        raise NoPermitido("Solo una persona administradora de la SEC cambia los mensajes.")
    elegido = _elegido(request, clave)
    if request.method == "GET":
        return _editor(request, elegido, _de_la_pagina(request, elegido))
    formulario = FormularioMensaje(request.POST, clave=clave)
    if not formulario.is_valid():
        return _editor(request, elegido, formulario, codigo=422)
    escrito = formulario.cleaned_data
    try:
        hubo = actions.grabar(
            actor=cuenta(request), clave=clave, tramite=elegido.tramite, desde=escrito["version"],
            asunto=escrito["asunto"], cuerpo=escrito["cuerpo"], direccion=direccion_de(request),
        )  # fmt: skip
    except actions.OtraVersion:
        return _choque(request, elegido, formulario)
    messages.success(request, "Grabamos el mensaje. Los avisos nuevos saldrán con este texto." if hubo else SIN_CAMBIO)
    return _volver(elegido)


def _elegido(request: HttpRequest, clave: str) -> Mensaje:
    """``?formulario=`` names one form; without it, the general text."""
    pedido = parametros.texto(request.GET, "formulario") or None
    if (hallado := consultas.uno(clave, pedido)) is None:
        raise Http404
    return hallado


def _de_la_pagina(request: HttpRequest, elegido: Mensaje) -> FormularioMensaje:
    """The text that stands, or the older one that ``?version=`` asks to bring back."""
    inicial: dict[str, Any] = {"asunto": elegido.asunto, "cuerpo": elegido.cuerpo}
    pedida = parametros.texto(request.GET, "version")
    for version in consultas.versiones(elegido.clave, elegido.tramite) if pedida else []:
        if str(version.numero) == pedida and version.cuerpo:
            inicial = {"asunto": version.asunto, "cuerpo": version.cuerpo}
    inicial["version"] = consultas.ultima(elegido.clave, elegido.tramite)
    return FormularioMensaje(initial=inicial, clave=elegido.clave)


def _choque(request: HttpRequest, elegido: Mensaje, formulario: FormularioMensaje) -> HttpResponse:
    """What was typed stays; beside it, the text that another person stored meanwhile. Storing again replaces it."""
    actual = consultas.uno(elegido.clave, elegido.tramite)
    escrito = {**formulario.cleaned_data, "version": consultas.ultima(elegido.clave, elegido.tramite)}
    otro = FormularioMensaje(initial=escrito, clave=elegido.clave)
    return _editor(request, actual or elegido, otro, codigo=409, choque=True)


def _editor(
    request: HttpRequest, elegido: Mensaje, formulario: FormularioMensaje, *, codigo: int = 200, choque: bool = False
) -> HttpResponse:
    contexto = {
        "mensaje": elegido,
        "form": formulario,
        "edita": cuenta(request).es_administrador,
        "choque": choque,
        "campos": _campos(elegido),
        "formularios": [consultas.uno(elegido.clave, cual) for cual in consultas.formularios(elegido.clave)],
        "hay_original": elegido.modificado,
        "previa": _previa(elegido, *formulario.escrito),
    }
    return render(request, f"{CARPETA}/mensaje.html", contexto, status=codigo)


def _campos(elegido: Mensaje) -> list[tuple[str, str, str]]:
    """Placeholder, meaning and sample of each that the message may use."""
    permitidos, ejemplo = mensajes.campos_de(elegido.clave), datos(elegido.tramite)
    return [(f"{{{n}}}", c.significado, ejemplo[n]) for n, c in mensajes.CAMPOS.items() if n in permitidos]


def _previa(elegido: Mensaje, asunto: str, cuerpo: str) -> dict[str, Any]:
    ejemplo = datos(elegido.tramite)
    compuesto, relleno = mensajes.componer_texto(elegido.clave, asunto, cuerpo, ejemplo)
    errores = mensajes.revisar(asunto, elegido.clave) + mensajes.revisar(cuerpo, elegido.clave)
    return {
        "folio": ejemplo["folio"],
        "asunto": compuesto,
        "parrafos": parrafos(relleno),
        "errores": list(dict.fromkeys(errores)),
    }


@administrador
@require_POST
def vista_previa(request: HttpRequest, clave: str) -> HttpResponse:
    """Beside the editor while it is typed; by its button, the whole page. Nothing is stored."""
    elegido, formulario = _elegido(request, clave), FormularioMensaje(request.POST, clave=clave)
    if request.headers.get("HX-Request"):
        previa = _previa(elegido, *formulario.escrito)
        return render(request, f"{CARPETA}/_previa.html", {"previa": previa})
    return _editor(request, elegido, formulario, codigo=200 if formulario.is_valid() else 422)


@administrador
@require_POST
def prueba(request: HttpRequest, clave: str) -> HttpResponse:
    elegido, formulario = _elegido(request, clave), FormularioMensaje(request.POST, clave=clave)
    if not formulario.is_valid():
        return _editor(request, elegido, formulario, codigo=422)
    asunto, cuerpo = formulario.cleaned_data["asunto"], formulario.cleaned_data["cuerpo"]
    actions.probar(actor=cuenta(request), clave=clave, tramite=elegido.tramite, asunto=asunto, cuerpo=cuerpo)
    messages.success(request, f"Enviamos la prueba a {cuenta(request).email}. El mensaje todavía no está grabado.")
    # No redirection: what is typed and not stored must stay in the page.
    return _editor(request, elegido, formulario)


@administrador
@require_http_methods(["GET", "POST"])
def original(request: HttpRequest, clave: str) -> HttpResponse:
    elegido = _elegido(request, clave)
    if not elegido.modificado:
        raise EstadoCambio("Este mensaje ya tiene su texto original.", enlace=_direccion(elegido))
    if request.method == "POST":
        desde = parametros.entero(parametros.texto(request.POST, "version"), 9)
        actions.restaurar(
            actor=cuenta(request), clave=clave, tramite=elegido.tramite, direccion=direccion_de(request),
            desde=-1 if desde is None else desde,
        )  # fmt: skip
        messages.success(request, "Restauramos el mensaje original.")
        return _volver(elegido)
    contexto = {
        "mensaje": elegido,
        "original": consultas.inicial(clave, elegido.tramite),
        "version": consultas.ultima(clave, elegido.tramite),
        "volver": _direccion(elegido),
    }
    return render(request, f"{CARPETA}/original.html", contexto)


@solo(Perfil.SEC)
@require_safe
def versiones(request: HttpRequest, clave: str) -> HttpResponse:
    elegido = _elegido(request, clave)
    contexto = {
        "mensaje": elegido,
        "versiones": consultas.versiones(clave, elegido.tramite),
        "edita": cuenta(request).es_administrador,
        "volver": _direccion(elegido),
    }
    return render(request, f"{CARPETA}/versiones.html", contexto)


def _direccion(elegido: Mensaje) -> str:
    return f"{reverse('fiscalizacion:mensaje', args=[elegido.clave])}{elegido.consulta}"


def _volver(elegido: Mensaje) -> HttpResponse:
    return redirect(_direccion(elegido))
