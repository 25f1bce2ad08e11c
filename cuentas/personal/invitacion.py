"""The invited person sets the own password. The link opens a page; only its button uses the link up (AUT-8)."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.hashers import make_password
from django.db import IntegrityError, transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_safe

from cuentas import enlaces_de_un_uso
from cuentas.claves.formularios import ConClaveNueva, palabras_de
from cuentas.models import EstadoCuenta, Usuario
from cuentas.personal.actions import INVITACION
from nucleo.avisos.correo import CONTACTO
from nucleo.bitacora.actions import direccion_de, registrar
from nucleo.comun.acceso import publica
from nucleo.comun.errores import EstadoCambio
from nucleo.comun.reloj import ahora
from nucleo.comun.transacciones import en_transaccion

EN_SESION = "invitacion"


class FormularioInvitacion(ConClaveNueva):
    def __init__(self, *args: Any, usuario: Usuario, **kwargs: Any) -> None:
        self.usuario = usuario
        super().__init__(*args, **kwargs)

    def palabras(self) -> list[str]:
        return palabras_de(self.usuario)


class EnlaceGastado(Exception):
    """Used, expired, replaced by another, or of an account that changed since."""


@en_transaccion
def aceptar(*, token: str, clave: str, direccion: str | None = None) -> Usuario:
    """Opens the invited account with its owner's password. Exactly one of many parallel calls succeeds.

    Raises ``EnlaceGastado``, and ``EstadoCambio`` when an active account took the address meanwhile.
    """
    resumen = make_password(clave)  # slow on purpose, so before any lock
    enlace = enlaces_de_un_uso.gastar(proposito=INVITACION, token=token)
    if enlace is None or enlace.usuario_id is None:
        raise EnlaceGastado
    usuario = Usuario.objects.select_for_update(no_key=True).get(pk=enlace.usuario_id)
    if usuario.estado != EstadoCuenta.PENDIENTE:
        raise EnlaceGastado
    usuario.password, usuario.estado, usuario.activada_en = resumen, EstadoCuenta.ACTIVA, ahora()
    try:
        with transaction.atomic():
            usuario.save(update_fields=["password", "estado", "activada_en"])
    except IntegrityError as error:
        raise EstadoCambio(f"El correo {usuario.email} ya es de otra cuenta. Escribe a {CONTACTO}.") from error
    registrar(
        cadena=f"usuario:{usuario.pk}", tipo="CUENTA_ACTIVADA", actor=usuario,
        datos={"por": "invitacion", "texto": None}, direccion=direccion,
    )  # fmt: skip
    return usuario


@publica
@require_safe
def llegada(request: HttpRequest, token: str) -> HttpResponse:
    """Takes the token out of the address, where history and Referer would keep it (AUT-7). Uses nothing."""
    request.session[EN_SESION] = token
    return redirect("invitacion:clave")


@publica
@sensitive_post_parameters("clave", "clave2")
@require_http_methods(["GET", "POST"])
def clave(request: HttpRequest) -> HttpResponse:
    token = str(request.session.get(EN_SESION, ""))
    enlace = enlaces_de_un_uso.mirar(proposito=INVITACION, token=token) if token else None
    if enlace is None or enlace.usuario is None:
        return _no_sirve(request)
    formulario = FormularioInvitacion(request.POST if request.method == "POST" else None, usuario=enlace.usuario)
    if formulario.is_valid():
        try:
            usuario = aceptar(token=token, clave=formulario.cleaned_data["clave"], direccion=direccion_de(request))
        except EnlaceGastado:
            return _no_sirve(request)
        del request.session[EN_SESION]
        messages.success(
            request,
            f"Tu cuenta está activa. Ingresa con tu {usuario.documento_tipo} y la contraseña que acabas de crear.",
        )
        return redirect(f"{reverse('cuentas:ingresar')}?perfil={usuario.perfil}")
    contexto = {"form": formulario, "usuario": enlace.usuario}
    return render(request, "cuentas/personal/invitacion.html", contexto, status=422 if formulario.errors else 200)


def _no_sirve(request: HttpRequest) -> HttpResponse:
    request.session.pop(EN_SESION, None)
    return render(request, "cuentas/personal/invitacion_gastada.html", {"contacto": CONTACTO}, status=410)
