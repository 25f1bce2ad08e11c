"""Password recovery: ask, be answered the same whoever you are, open the link, write a new one (A-09)."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_safe

from cuentas import barreras, enlaces_de_un_uso
from cuentas.recuperacion import actions
from cuentas.recuperacion.forms import FormularioClaveNueva, FormularioRecuperacion, para_recuperacion
from nucleo.bitacora.actions import direccion_de
from nucleo.comun import limites
from nucleo.comun.acceso import publica
from nucleo.comun.errores import DemasiadosIntentos
from nucleo.comun.templatetags.formatos import minutos

VISTO = "enlace_de_recuperacion"
CAMBIO = "Tu contraseña cambió. Cerramos tus otras sesiones."


@publica
@require_http_methods(["GET", "POST"])
def pedir(request: HttpRequest) -> HttpResponse:
    if request.method == "GET":
        return _pagina(request, FormularioRecuperacion(request=request))
    if "otro_codigo" in request.POST:
        return _pagina(request, FormularioRecuperacion(initial=request.POST.dict(), request=request))
    if "por_correo" in request.POST:
        return _codigo_por_correo(request)
    formulario = FormularioRecuperacion(request.POST, request=request, con_codigo="codigo" in request.POST)
    if formulario.cayo_en_la_trampa:
        return redirect("cuentas:recuperacion-recibida")
    if not formulario.is_valid():
        return _pagina(request, formulario, 422)
    documento, tipo = formulario.cleaned_data["documento"], formulario.tipo()
    try:
        barreras.exigir_de(request, barreras.RECUPERACION)
        barreras.exigir(barreras.RECUPERACION_PROPIA, tipo, documento, limites.direccion(request))
        barreras.exigir(barreras.RECUPERACION_DE_DOCUMENTO, tipo, documento)
    except DemasiadosIntentos as limite:
        return _limitado(request, formulario, limite)
    actions.pedir(documento=documento, tipo=tipo)
    return redirect("cuentas:recuperacion-recibida")


def _codigo_por_correo(request: HttpRequest) -> HttpResponse:
    """The way out of the picture. Known document or not, the answer and the work are the same."""
    formulario = FormularioRecuperacion(request.POST, request=request)
    del formulario.fields["captcha"]
    if formulario.cayo_en_la_trampa:
        return redirect("cuentas:recuperacion-recibida")
    if not formulario.is_valid():
        formulario.agregar_captcha()
        return _pagina(request, formulario, 422)
    documento, tipo = formulario.cleaned_data["documento"], formulario.tipo()
    try:
        barreras.exigir_de(request, barreras.CORREOS)
        barreras.exigir(barreras.RECUPERACION_DE_DOCUMENTO, tipo, documento)
        actions.enviar_codigo(documento=documento, tipo=tipo, para=para_recuperacion(request, tipo, documento))
    except DemasiadosIntentos as limite:
        formulario.agregar_captcha()
        return _limitado(request, formulario, limite)
    return _pagina(request, FormularioRecuperacion(initial=request.POST.dict(), request=request, con_codigo=True))


@publica
@require_safe
def recibida(request: HttpRequest) -> HttpResponse:
    return render(request, "cuentas/recuperacion/recibida.html")


@publica
@require_safe
def abrir(request: HttpRequest, token: str) -> HttpResponse:
    """Remembers which link it was and takes the token out of the address: no log or Referer keeps it."""
    enlace = enlaces_de_un_uso.mirar(proposito=actions.RECUPERACION, token=token)
    if enlace is None or enlace.usuario_id is None:
        return _no_sirve(request)
    request.session[VISTO] = enlace.pk
    return redirect("cuentas:recuperacion-clave")


@publica
@sensitive_post_parameters("clave", "clave2")
@require_http_methods(["GET", "POST"])
def nueva_clave(request: HttpRequest) -> HttpResponse:
    enlace = enlaces_de_un_uso.vivo(request.session.get(VISTO) or 0)
    if enlace is None or enlace.usuario is None or enlace.proposito != actions.RECUPERACION:
        return _no_sirve(request)
    formulario = FormularioClaveNueva(request.POST or None, usuario=enlace.usuario)
    if request.method != "POST" or not formulario.is_valid():
        status = 422 if request.method == "POST" else 200
        contexto = {"form": formulario, "cuenta": enlace.usuario}
        return render(request, "cuentas/recuperacion/nueva_clave.html", contexto, status=status)
    usuario = actions.cambiar_clave(
        enlace=enlace, clave=formulario.cleaned_data["clave"], direccion=direccion_de(request)
    )
    if usuario is None:
        return _no_sirve(request)
    # Whatever session this browser had, also another account's, ends with the recovery.
    request.session.flush()
    messages.success(request, CAMBIO)
    return redirect("cuentas:ingresar")


def _pagina(request: HttpRequest, formulario: FormularioRecuperacion, status: int = 200) -> HttpResponse:
    return render(request, "cuentas/recuperacion/pedir.html", {"form": formulario}, status=status)


def _limitado(request: HttpRequest, formulario: FormularioRecuperacion, limite: DemasiadosIntentos) -> HttpResponse:
    formulario.add_error(None, f"{limite.mensaje} Espera {minutos(limite.espera)} y vuelve a intentarlo.")
    respuesta = _pagina(request, formulario, 429)
    respuesta["Retry-After"] = str(limite.espera)
    return respuesta


def _no_sirve(request: HttpRequest) -> HttpResponse:
    request.session.pop(VISTO, None)
    return render(request, "cuentas/recuperacion/no_sirve.html", status=410)
