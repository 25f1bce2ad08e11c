"""The page after the password, the activation, and the own factor in the profile."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.safestring import mark_safe
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from cuentas.ingreso import destino
from cuentas.models import Perfil, Usuario
from cuentas.segundo_factor import actions, puerta, recuperacion, totp
from cuentas.segundo_factor.forms import FormularioCodigo
from cuentas.sesion import cuenta
from nucleo.bitacora.actions import anotar_acceso, direccion_de
from nucleo.comun.acceso import publica, solo

NO_SIRVE = "Ese código no es correcto o ya se usó. Espera a que cambie y escribe el nuevo."


@publica  # to a session with the password only, which is nobody's for the access rules (``middleware``)
@sensitive_post_parameters("codigo")
@require_http_methods(["GET", "POST"])
def codigo(request: HttpRequest) -> HttpResponse:
    usuario = puerta.a_medias(request)
    if usuario is None:
        return _fuera_de_lugar(request)
    if puerta.confirmado(usuario) is None:
        return redirect("segundo-factor:alta")
    formulario = _formulario(request, con_recuperacion=True)
    if request.method == "POST" and formulario.is_valid():
        escrito = formulario.cleaned_data["codigo"]
        factor = actions.probar(usuario=usuario, escrito=escrito, direccion=direccion_de(request))
        anotar_acceso(
            request=request, accion="segundo-factor", objeto=f"usuario:{usuario.pk}", permitido=factor is not None
        )
        if factor:
            puerta.marcar(request, factor)
            return redirect(destino(request, usuario, formulario.cleaned_data["next"]))
        formulario.add_error("codigo", NO_SIRVE)
    return _pagina(request, "codigo", formulario, {})


@publica  # as above
@sensitive_post_parameters("codigo")
@require_http_methods(["GET", "POST"])
def alta(request: HttpRequest) -> HttpResponse:
    usuario = puerta.a_medias(request)
    if usuario is None:
        return _fuera_de_lugar(request)
    if puerta.confirmado(usuario):
        return redirect("segundo-factor:codigo")
    formulario = _formulario(request)
    if request.method == "POST" and formulario.is_valid():
        cifra = formulario.cleaned_data["codigo"]
        hecho = actions.confirmar(usuario=usuario, cifra=cifra, direccion=direccion_de(request))
        if hecho:
            factor, codigos = hecho
            puerta.marcar(request, factor)
            request.user = usuario
            return _codigos(request, usuario, codigos)
        formulario.add_error("codigo", NO_SIRVE)
    secreto = actions.proponer(usuario)
    grupos = " ".join(secreto[i : i + 4] for i in range(0, len(secreto), 4))
    dibujo = mark_safe(totp.qr(totp.direccion(usuario, secreto)))  # noqa: S308 (drawn by segno, no text of a user)
    return _pagina(request, "alta", formulario, {"qr": dibujo, "secreto": grupos})


@solo(Perfil.DISTRIBUIDORA, Perfil.SEC)
@sensitive_post_parameters("codigo")
@require_http_methods(["GET", "POST"])
def propio(request: HttpRequest) -> HttpResponse:
    """The state of the own factor, and new recovery codes against a code of the phone."""
    usuario = cuenta(request)
    formulario = _formulario(request)
    if request.method == "POST" and formulario.is_valid():
        cifra = formulario.cleaned_data["codigo"]
        codigos = actions.renovar_codigos(usuario=usuario, cifra=cifra, direccion=direccion_de(request))
        if codigos:
            return _codigos(request, usuario, codigos)
        formulario.add_error("codigo", NO_SIRVE)
    contexto = {"factor": puerta.confirmado(usuario), "quedan": recuperacion.quedan(usuario)}
    return _pagina(request, "propio", formulario, contexto)


def _formulario(request: HttpRequest, *, con_recuperacion: bool = False) -> FormularioCodigo:
    if request.method == "POST":
        return FormularioCodigo(request.POST, con_recuperacion=con_recuperacion)
    return FormularioCodigo(initial={"next": request.GET.get("next", "")}, con_recuperacion=con_recuperacion)


def _pagina(request: HttpRequest, cual: str, formulario: FormularioCodigo, contexto: Mapping[str, Any]) -> HttpResponse:
    estado = 422 if formulario.errors else 200
    return render(request, f"cuentas/segundo_factor/{cual}.html", {"form": formulario, **contexto}, status=estado)


def _codigos(request: HttpRequest, usuario: Usuario, codigos: list[str]) -> HttpResponse:
    """The only page that ever shows them: they are in no session and no redirect."""
    return render(
        request, "cuentas/segundo_factor/codigos.html", {"codigos": codigos, "seguir": destino(request, usuario, "")}
    )


def _fuera_de_lugar(request: HttpRequest) -> HttpResponse:
    """Signed in already, or not at all."""
    return redirect(destino(request, request.user, "") if isinstance(request.user, Usuario) else "cuentas:ingresar")
