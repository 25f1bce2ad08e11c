"""What an account does with a link: reads that it was made, sends another power of attorney, takes it away."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from cuentas.models import Perfil
from cuentas.sesion import cuenta
from nucleo.archivos.resguardo import CamposGuardados, solo_archivos
from nucleo.bitacora.actions import direccion_de
from nucleo.comun.acceso import solo
from nucleo.comun.errores import EstadoCambio
from suministros import actions
from suministros.asociacion.papeles import campo_de_poder, es_fragmento, fragmento
from suministros.listado.obtener import obtener
from suministros.permissions import USO_PODER
from suministros.vinculos import documento_de, poder_de


@solo(Perfil.SOLICITANTE)
@require_safe
def asociado(request: HttpRequest, pk: int) -> HttpResponse:
    """Right after linking: what is open now, and what waits for the validation (U-05)."""
    vinculo = obtener(request, pk)
    contexto = {
        "vinculo": vinculo,
        "suministro": vinculo.suministro,
        "documento": documento_de(vinculo),
        "poder": None if vinculo.es_titular else poder_de(vinculo),
    }
    return render(request, "suministros/asociado.html", contexto)


@solo(Perfil.SOLICITANTE)
@require_http_methods(["GET", "POST"])
def poder(request: HttpRequest, pk: int) -> HttpResponse:
    """Another power of attorney in the place of the one that was sent (U-06)."""
    vinculo = obtener(request, pk)
    if vinculo.es_titular:
        raise EstadoCambio("El suministro está a tu nombre: no necesitas un poder.", enlace=vinculo.get_absolute_url())
    actual = poder_de(vinculo)
    campo = campo_de_poder(request.path)
    campos = CamposGuardados([campo], uso=USO_PODER, para=f"vinculo:{vinculo.pk}", actor=cuenta(request))
    estado = 200
    if request.method == "POST":
        campos.recibir(request)
        if es_fragmento(request):
            return fragmento(request, campos)
        if not solo_archivos(request):
            if campos.completos():
                return _enviado(request, pk, campos.archivos[campo.campo])
            estado = 422
    contexto = {"vinculo": vinculo, "suministro": vinculo.suministro, "actual": actual, "campos": campos}
    return render(request, "suministros/poder.html", contexto | {"errores_de_pagina": campos.errores}, status=estado)


def _enviado(request: HttpRequest, pk: int, archivo: Any) -> HttpResponse:
    actions.enviar_poder(actor=cuenta(request), vinculo_id=pk, archivo=archivo, direccion=direccion_de(request))
    messages.success(request, "Recibimos el poder. Te avisaremos por correo cuando lo revisen.")
    return redirect("suministros:detalle", pk)


@solo(Perfil.SOLICITANTE)
@require_http_methods(["GET", "POST"])
def retiro(request: HttpRequest, pk: int) -> HttpResponse:
    """'Quitar de mi cuenta', after a page that asks."""
    vinculo = obtener(request, pk)
    numero = vinculo.suministro.numero
    if request.method == "POST":
        actions.retirar(actor=cuenta(request), vinculo_id=pk, direccion=direccion_de(request))
        messages.success(request, f"Quitamos el suministro {numero} de tu cuenta.")
        return redirect("suministros:lista")
    contexto = {
        "vinculo": vinculo,
        "suministro": vinculo.suministro,
        "volver": vinculo.get_absolute_url(),
        "boton": "Quitar de mi cuenta",
    }
    return render(request, "suministros/retiro.html", contexto)
