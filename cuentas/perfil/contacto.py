"""'Cambiar correo o celular': asked for with the password, in place only after its code (A-17)."""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from cuentas import primera_pagina
from cuentas.celular import mostrar_celular
from cuentas.forms import campo_codigo
from cuentas.models import Usuario
from cuentas.perfil import actions
from cuentas.perfil.forms import FormularioCelular, FormularioCorreo
from cuentas.sesion import cuenta
from nucleo.bitacora.actions import direccion_de
from nucleo.comun.acceso import con_sesion
from nucleo.comun.formularios import FormularioPortal

QUE = {"correo": actions.CORREO, "celular": actions.CELULAR}
CODIGO_MALO = "El código no es correcto o ya no sirve. Pide otro."


class FormularioCodigo(FormularioPortal):
    codigo = campo_codigo(ayuda="Sirve durante 10 minutos.")


@con_sesion
@sensitive_post_parameters("actual")
@require_http_methods(["GET", "POST"])
def contacto(request: HttpRequest) -> HttpResponse:
    usuario = cuenta(request)
    que = request.POST.get("que", "")
    correo = FormularioCorreo(
        request.POST if que == "correo" else None, usuario=usuario, auto_id="correo_%s", prefix=None
    )
    celular = FormularioCelular(request.POST if que == "celular" else None, usuario=usuario, auto_id="celular_%s")
    if que == "correo" and correo.is_valid():
        nuevo = correo.cleaned_data["correo"]
        actions.reservar_destino(nuevo)
        actions.pedir_correo(usuario=usuario, correo=nuevo)
        return redirect("perfil:contacto-codigo", que="correo")
    if que == "celular" and celular.is_valid():
        actions.reservar_destino(celular.cleaned_data["celular"])
        actions.pedir_celular(usuario=usuario, celular=celular.cleaned_data["celular"])
        return redirect("perfil:contacto-codigo", que="celular")
    fallo = bool(correo.errors or celular.errors) or request.method == "POST"
    contexto: dict[str, Any] = {
        "correo": correo,
        "celular": celular,
        "actual": mostrar_celular(usuario.celular),
        "por_sms": bool(settings.SMS_URL),
        "errores_de_pagina": bool(correo.errors or celular.errors),
    }
    return render(request, "cuentas/perfil/contacto.html", contexto, status=422 if fallo else 200)


@con_sesion
@sensitive_post_parameters("codigo")
@require_http_methods(["GET", "POST"])
def codigo(request: HttpRequest, que: str) -> HttpResponse:
    usuario = cuenta(request)
    if que not in QUE:
        raise Http404
    if "otro" in request.POST:
        return _otro(request, usuario, que)
    formulario = FormularioCodigo(request.POST if request.method == "POST" else None)
    if request.method == "POST" and formulario.is_valid():
        cifra = formulario.cleaned_data["codigo"]
        if actions.confirmar(usuario=usuario, proposito=QUE[que], cifra=cifra, direccion=direccion_de(request)):
            messages.success(request, _hecho(usuario, que))
            return redirect(primera_pagina.llegar(request) or "perfil:resumen")
        formulario.add_error("codigo", CODIGO_MALO)
    contexto = {
        "form": formulario,
        "que": que,
        "por_sms": que == "celular" and bool(settings.SMS_URL),
        "siguiente": "" if que == "correo" or usuario.celular_verificado_en else primera_pagina.pendiente(request),
        "celular": mostrar_celular(usuario.celular),
        "espera": actions.espera(usuario, QUE[que]),
    }
    return render(request, "cuentas/perfil/codigo.html", contexto, status=422 if formulario.errors else 200)


def _otro(request: HttpRequest, usuario: Usuario, que: str) -> HttpResponse:
    """The same again, without typing it again: the password was asked for with the first."""
    faltan = actions.pedir_otro(usuario=usuario, proposito=QUE[que])
    if faltan is None:
        messages.info(request, f"Escribe primero el {que} que quieres usar.")
        return redirect("perfil:contacto")
    if faltan:
        messages.warning(request, f"El código acaba de salir. Espera {faltan} segundos para pedir otro.")
    else:
        messages.success(request, "Enviamos otro código. El anterior ya no sirve.")
    return redirect("perfil:contacto-codigo", que=que)


def _hecho(antes: Usuario, que: str) -> str:
    """What the page says; ``antes``: the account as it was read before the code."""
    if que == "celular" and Usuario.objects.values_list("celular", flat=True).get(pk=antes.pk) == antes.celular:
        return "Verificaste tu celular."
    return f"Cambiaste tu {que}."
