"""Sign-in and sign-out."""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from cuentas import avisos, barreras, codigos
from cuentas.documento.al_ingresar import desvio
from cuentas.forms import FormularioIngreso
from cuentas.ingreso import PROPOSITO, abrir_sesion, destino, es_nuestra, intentar, para
from cuentas.models import Perfil, RegistroPendiente, Usuario, clave_de_ingreso
from cuentas.numero_de_documento import ofrece_varios
from cuentas.registro import paso
from nucleo.bitacora.actions import anotar_acceso
from nucleo.comun.acceso import publica
from nucleo.comun.errores import DemasiadosIntentos

CODIGO_MALO = "El código no es correcto o ya no sirve. Pide otro."
SIN_ACTIVAR = "Tu cuenta aún no está activada."


@publica
@sensitive_post_parameters("clave", "codigo")
@require_http_methods(["GET", "POST"])
def pagina_de_ingreso(request: HttpRequest) -> HttpResponse:
    if request.method == "GET":
        siguiente = request.GET.get("next", "")
        if isinstance(request.user, Usuario):
            return redirect(destino(request, request.user, siguiente))
        inicial = {"perfil": _perfil_pedido(request), "next": siguiente if es_nuestra(request, siguiente) else ""}
        return _pagina(request, FormularioIngreso(initial=inicial, request=request, con_captcha=_siempre()))
    barreras.exigir_de(request, barreras.INGRESOS_ENVIADOS)
    if "otro_codigo" in request.POST:
        return _pagina(request, FormularioIngreso(initial=request.POST.dict(), request=request))
    if "por_correo" in request.POST:
        return _enviar_codigo(request)
    return _ingresar(request)


def _ingresar(request: HttpRequest) -> HttpResponse:
    con_codigo = "codigo" in request.POST
    llave = _llave(request)
    con_captcha = _pide_captcha(request, llave)
    formulario = FormularioIngreso(request.POST, request=request, con_codigo=con_codigo, con_captcha=con_captcha)
    if not formulario.is_valid() or formulario.cayo_en_la_trampa:
        if formulario.cayo_en_la_trampa:
            formulario.add_error(None, _no_coinciden())
        return _otra_vez(request, formulario, llave)
    datos = formulario.cleaned_data
    try:
        resultado = intentar(request, clave=datos["clave"], codigo=datos.get("codigo", ""), **formulario.identidad())
    except DemasiadosIntentos as limite:
        anotar_acceso(request=request, accion="ingreso", objeto=_objeto(llave), permitido=False, motivo="limite")
        minutos = max(1, -(-limite.espera // 60))
        unidad = "minuto" if minutos == 1 else "minutos"
        formulario.add_error(None, f"Demasiados intentos. Espera {minutos} {unidad} o recupera tu contraseña.")
        respuesta = _otra_vez(request, formulario, llave, status=429)
        respuesta["Retry-After"] = str(limite.espera)
        return respuesta
    if resultado.registro:
        return _sin_activar(request, resultado.registro, datos["next"] or "")
    if resultado.usuario is None:
        anotar_acceso(request=request, accion="ingreso", objeto=_objeto(llave), permitido=False, motivo="clave")
        formulario.add_error(
            "codigo" if resultado.codigo_malo else None, CODIGO_MALO if resultado.codigo_malo else _no_coinciden()
        )
        return _otra_vez(request, formulario, llave)
    abrir_sesion(request, resultado.usuario)
    anotar_acceso(request=request, accion="ingreso", objeto=f"usuario:{resultado.usuario.pk}", permitido=True)
    return redirect(desvio(request, resultado.usuario, destino(request, resultado.usuario, datos["next"] or "")))


def _no_coinciden() -> str:
    documento = "documento" if ofrece_varios() else "RUT"
    return f"El {documento}, la contraseña o el perfil no coinciden."


def _otra_vez(request: HttpRequest, formulario: FormularioIngreso, llave: str, status: int = 422) -> HttpResponse:
    """The page with what was typed but the password; the picture joins in when failures ask for it."""
    if "captcha" not in formulario.fields and "codigo" not in formulario.fields:
        formulario.agregar_captcha(si=_pide_captcha(request, llave))
    return _pagina(request, formulario, status=status)


def _pide_captcha(request: HttpRequest, llave: str) -> bool:
    """Where the setting asks for it always, also while nobody knows whose account is meant (A-14)."""
    return _siempre() or (bool(llave) and barreras.pide_captcha(request, llave))


def _siempre() -> bool:
    return bool(settings.CAPTCHA_INGRESO == "siempre")


def _enviar_codigo(request: HttpRequest) -> HttpResponse:
    """Mails a code to the account's own address. Known or not, the answer and the work are the same."""
    formulario = FormularioIngreso(request.POST, request=request, con_captcha=False)
    formulario.fields["clave"].required = False
    if not formulario.is_valid():
        return _pagina(request, formulario, status=422)
    llave = _llave(request)
    barreras.exigir_de(request, barreras.CORREOS)
    barreras.exigir(barreras.CODIGOS_DE_CUENTA, llave)
    usuario = Usuario.objects.filter(clave_de_ingreso=llave).first()
    activa = usuario if usuario and usuario.is_active else None
    with transaction.atomic():
        avisos.codigo_de_ingreso(codigos.emitir(proposito=PROPOSITO, para=para(request, llave), usuario=activa))
    return _pagina(request, FormularioIngreso(initial=request.POST.dict(), request=request, con_codigo=True))


def _sin_activar(request: HttpRequest, registro: RegistroPendiente, siguiente: str) -> HttpResponse:
    """Told only after the right password (A-24): the waiting registration, and nothing else, is opened."""
    paso.recordar(request, registro, siguiente)
    messages.warning(request, SIN_ACTIVAR)
    return redirect("cuentas:registro-recibido")


def _pagina(request: HttpRequest, formulario: FormularioIngreso, status: int = 200) -> HttpResponse:
    contexto: dict[str, Any] = {
        "form": formulario,
        "siguiente": formulario["next"].value() or "",
        "ofrece_codigo": formulario.is_bound or formulario.initial.get("clave"),
    }
    return render(request, "cuentas/ingresar.html", contexto, status=status)


def _llave(request: HttpRequest) -> str:
    """The account named in the form, or "" while its document is badly written."""
    formulario = FormularioIngreso(request.POST, request=request, con_captcha=False)
    formulario.full_clean()
    datos = formulario.cleaned_data
    if "perfil" not in datos or "documento" not in datos:
        return ""
    return clave_de_ingreso(datos["perfil"], datos["documento"], formulario.tipo())


def _objeto(llave: str) -> str:
    return f"ingreso:{barreras.resumen(llave)}"


@publica
@require_POST
def salir(request: HttpRequest) -> HttpResponse:
    """Ends the session on the server; leaving twice, or after it expired, ends the same way (A-03)."""
    logout(request)
    messages.info(request, "Ud. ha cerrado sesión")
    return redirect("cuentas:ingresar")


def _perfil_pedido(request: HttpRequest) -> str:
    pedido = request.GET.get("perfil", "")
    return pedido if pedido in Perfil.values else Perfil.SOLICITANTE
