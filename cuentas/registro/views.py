"""Registration, and what may follow it until the account is active."""

from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from cuentas import avisos, barreras, codigos, enlaces_de_un_uso, primera_pagina
from cuentas.celular import mostrar_celular
from cuentas.ingreso import abrir_sesion, es_nuestra
from cuentas.models import RegistroPendiente, Usuario
from cuentas.perfil.actions import pedir_verificacion
from cuentas.registro import actions, paso
from cuentas.registro.forms import CODIGO_MALO, FormularioCodigo, FormularioCorreo, FormularioRegistro, para_registro
from nucleo.avisos.bajas import enmascarar
from nucleo.bitacora.actions import direccion_de
from nucleo.comun.acceso import publica
from nucleo.comun.errores import DemasiadosIntentos
from nucleo.comun.templatetags.formatos import minutos

RETOMA = "Ingresa con tu documento y tu contraseña para retomar tu registro."


@publica
@sensitive_post_parameters("clave", "clave2", "codigo")
@require_http_methods(["GET", "POST"])
def registro(request: HttpRequest) -> HttpResponse:
    if request.method == "GET":
        siguiente = request.GET.get("next", "")
        inicial = {
            "empresa": "1" if request.GET.get("empresa") == "1" else "",
            "next": siguiente if es_nuestra(request, siguiente) else "",
        }
        return _pagina(request, FormularioRegistro(initial=inicial, request=request))
    if "otro_codigo" in request.POST:
        return _pagina(request, FormularioRegistro(initial=request.POST.dict(), request=request))
    if "por_correo" in request.POST:
        return _codigo_por_correo(request)
    formulario = FormularioRegistro(request.POST, request=request, con_codigo="codigo" in request.POST)
    if formulario.cayo_en_la_trampa:
        return redirect("cuentas:registro-recibido")
    if not formulario.is_valid():
        return _pagina(request, formulario, 422)
    try:
        barreras.exigir_de(request, barreras.REGISTRO)
        barreras.exigir(barreras.REGISTRO_DE_DOCUMENTO, formulario.tipo(), formulario.cleaned_data["documento"])
        barreras.exigir(barreras.CORREO_DESTINO, formulario.cleaned_data["email"])
        guardado = actions.registrar(datos=formulario.cleaned_data, tipo=formulario.tipo())
    except DemasiadosIntentos as limite:
        return _limitado(request, formulario, limite)
    paso.recordar(request, guardado, formulario.cleaned_data["next"] or "")
    return redirect("cuentas:registro-recibido")


def _codigo_por_correo(request: HttpRequest) -> HttpResponse:
    """The way out of the picture: a code to the address typed, under the same limits."""
    formulario = FormularioRegistro(request.POST, request=request)
    formulario.fields = {"email": formulario.fields["email"]}  # nothing else is judged yet
    if not formulario.is_valid() and "email" in formulario.errors:
        completo = FormularioRegistro(request.POST, request=request)
        completo._errors = formulario.errors  # type: ignore[attr-defined]  # only the address was judged
        return _pagina(request, completo, 422)
    email = formulario.cleaned_data["email"]
    try:
        barreras.exigir_de(request, barreras.CORREOS)
        barreras.exigir(barreras.CORREO_DESTINO, email)
        with transaction.atomic():
            codigo = codigos.emitir(proposito="captcha", para=para_registro(request, email))
            avisos.codigo_de_formulario(codigo, email)
    except DemasiadosIntentos as limite:
        return _limitado(request, FormularioRegistro(request.POST, request=request), limite)
    escrito = FormularioRegistro(initial=request.POST.dict(), request=request, con_codigo=True)
    return _pagina(request, escrito)


@publica
@require_safe
def recibido(request: HttpRequest) -> HttpResponse:
    """The same page whether or not anybody is known, and also without a registration of this browser."""
    return _recibido(request, paso.actual(request))


@publica
@require_http_methods(["GET", "POST"])
def codigo(request: HttpRequest) -> HttpResponse:
    """The right code activates, signs in and sends the welcome message (A-13)."""
    guardado = paso.actual(request)
    if guardado is None:
        return _retomar(request)
    if request.method != "POST":
        return redirect("cuentas:registro-recibido")
    formulario = FormularioCodigo(request.POST)
    if not formulario.is_valid():
        return _recibido(request, guardado, form=formulario)
    barreras.exigir_de(request, barreras.CODIGOS_ESCRITOS)
    usuario = actions.activar_con_codigo(
        registro=guardado, cifra=formulario.cleaned_data["codigo"], direccion=direccion_de(request)
    )
    if usuario is None:
        formulario.add_error("codigo", CODIGO_MALO)
        return _recibido(request, guardado, form=formulario)
    siguiente, por_verificar = _abrir(request, usuario)
    messages.success(request, "Tu cuenta está activa. Te enviamos un correo de bienvenida.")
    if por_verificar:
        return redirect("perfil:contacto-codigo", que="celular")
    return redirect(primera_pagina.llegar(request) or siguiente)


@publica
@require_http_methods(["GET", "POST"])
def reenvio(request: HttpRequest) -> HttpResponse:
    guardado = paso.actual(request)
    if guardado is None:
        return _retomar(request)
    if request.method != "POST":
        return redirect("cuentas:registro-recibido")
    faltan = actions.espera(guardado)
    if not faltan:  # who presses too early spends none of the messages of the hour
        barreras.exigir_de(request, barreras.CORREOS)
        barreras.exigir(barreras.CORREO_DESTINO, guardado.email)
        faltan = actions.reenviar(guardado)
    if faltan:
        messages.warning(request, f"El correo acaba de salir. Espera {faltan} segundos para pedir otro.")
    else:
        messages.success(request, f"Enviamos otro correo a {enmascarar(guardado.email)}. El anterior ya no sirve.")
    return redirect("cuentas:registro-recibido")


@publica
@require_POST
def correo(request: HttpRequest) -> HttpResponse:
    """The address was mistyped: another one, before activation."""
    guardado = paso.actual(request)
    if guardado is None:
        return _retomar(request)
    formulario = FormularioCorreo(request.POST)
    if not formulario.is_valid():
        return _recibido(request, guardado, cambio=formulario)
    email = formulario.cleaned_data["email"]
    barreras.exigir_de(request, barreras.CORREOS)
    barreras.exigir(barreras.CORREO_DESTINO, email)
    actions.cambiar_correo(registro=guardado, email=email)
    messages.success(request, f"Enviamos el correo a {enmascarar(email)}. El anterior ya no sirve.")
    return redirect("cuentas:registro-recibido")


@publica
@require_http_methods(["GET", "HEAD", "POST"])
def activacion(request: HttpRequest, token: str) -> HttpResponse:
    """GET shows the button, POST uses the link: mail scanners open every link of a message (AUT-8)."""
    if request.method != "POST":
        if enlaces_de_un_uso.mirar(proposito=actions.ACTIVACION, token=token) is None:
            return _no_sirve(request)
        return render(request, "cuentas/registro/activar.html")
    usuario = actions.activar_con_enlace(token=token, direccion=direccion_de(request))
    if usuario is None:
        return _no_sirve(request)
    siguiente, por_verificar = _abrir(request, usuario)
    contexto = {"verifica": por_verificar, "celular": mostrar_celular(usuario.celular), "siguiente": siguiente}
    return render(request, "cuentas/registro/activa.html", contexto)


def _abrir(request: HttpRequest, usuario: Usuario) -> tuple[str, bool]:
    """Signs in; where to go then, and whether a code went to the mobile given on registration, which it proves."""
    pedida = paso.olvidar(request)
    abrir_sesion(request, usuario)
    return primera_pagina.recordar(request, usuario, pedida), pedir_verificacion(usuario)


def _pagina(request: HttpRequest, formulario: FormularioRegistro, status: int = 200) -> HttpResponse:
    contexto = {"form": formulario, "siguiente": formulario["next"].value() or ""}
    return render(request, "cuentas/registro/registro.html", contexto, status=status)


def _limitado(request: HttpRequest, formulario: FormularioRegistro, limite: DemasiadosIntentos) -> HttpResponse:
    formulario.add_error(None, f"{limite.mensaje} Espera {minutos(limite.espera)} y vuelve a intentarlo.")
    respuesta = _pagina(request, formulario, 429)
    respuesta["Retry-After"] = str(limite.espera)
    return respuesta


def _recibido(request: HttpRequest, guardado: RegistroPendiente | None, **formularios: Any) -> HttpResponse:
    contexto = {
        "registro": guardado,
        "direccion": enmascarar(guardado.email) if guardado else "",
        "form": formularios.get("form", FormularioCodigo()),
        "cambio": formularios.get("cambio", FormularioCorreo()),
        "cambiando": "cambio" in formularios,
        "errores_de_pagina": bool(formularios),
        "espera": actions.espera(guardado) if guardado else 0,
    }
    status = 422 if formularios else 200
    return render(request, "cuentas/registro/recibido.html", contexto, status=status)


def _retomar(request: HttpRequest) -> HttpResponse:
    messages.info(request, RETOMA)
    return redirect("cuentas:ingresar")


def _no_sirve(request: HttpRequest) -> HttpResponse:
    return render(request, "cuentas/registro/no_sirve.html", status=410)
