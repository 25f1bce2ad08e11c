"""'Mi distribuidora': what a distributor's staff sees of it, and jefatura's own team (A-05)."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from cuentas.models import EstadoCuenta, Perfil, Rol, Usuario
from cuentas.numero_de_documento import nombre_del_documento
from cuentas.personal import actions, pedidos
from cuentas.personal.datos import DatosRechazados
from cuentas.personal.forms import FormularioMotivo, FormularioPedido
from cuentas.personal.models import PedidoDeCuenta
from cuentas.sesion import cuenta
from nucleo.bitacora.actions import direccion_de
from nucleo.comun.acceso import solo
from nucleo.comun.errores import EstadoCambio, NoPermitido

jefatura = solo(Perfil.DISTRIBUIDORA, roles=[Rol.JEFATURA])


@solo(Perfil.DISTRIBUIDORA)
@require_safe
def inicio(request: HttpRequest) -> HttpResponse:
    actor = cuenta(request)
    contexto = {"distribuidora": actor.distribuidora, "es_jefatura": actor.rol == Rol.JEFATURA}
    return render(request, "cuentas/personal/distribuidora.html", contexto)


@jefatura
@require_safe
def equipo(request: HttpRequest) -> HttpResponse:
    actor = cuenta(request)
    personal = Usuario.objects.filter(distribuidora=actor.distribuidora).order_by("estado", "apellidos", "nombres")
    propios = PedidoDeCuenta.objects.filter(distribuidora=actor.distribuidora).order_by("-pedido_en", "-id")
    contexto = {
        "distribuidora": actor.distribuidora,
        "personal": [(persona, _desactivable(actor, persona)) for persona in personal],
        "pedidos": propios[:10],
        "documento": nombre_del_documento(),
    }
    return render(request, "cuentas/personal/equipo.html", contexto)


def _desactivable(actor: Usuario, persona: Usuario) -> bool:
    return persona.pk != actor.pk and persona.rol == Rol.OPERADOR and persona.estado != EstadoCuenta.DESACTIVADA


@jefatura
@require_http_methods(["GET", "POST"])
def pedido(request: HttpRequest) -> HttpResponse:
    actor = cuenta(request)
    formulario = FormularioPedido(request.POST if request.method == "POST" else None)
    if request.method == "POST" and formulario.is_valid() and actor.distribuidora:
        try:
            hecho = pedidos.pedir(
                actor=actor,
                datos=formulario.datos(actor.distribuidora),
                comentario=formulario.cleaned_data["comentario"],
                direccion=direccion_de(request),
            )
        except DatosRechazados as rechazo:
            formulario.rechazar(rechazo)
        else:
            messages.success(request, f"Pedimos a la SEC la cuenta de {hecho.nombre}. Le enviará una invitación.")
            return redirect("personal:equipo")
    contexto = {"form": formulario, "distribuidora": actor.distribuidora}
    estado = 422 if formulario.errors else 200
    return render(request, "cuentas/personal/pedido.html", contexto, status=estado)


@jefatura
@require_http_methods(["GET", "POST"])
def desactivacion(request: HttpRequest, id: int) -> HttpResponse:
    actor = cuenta(request)
    persona = Usuario.objects.filter(pk=id, distribuidora=actor.distribuidora).first()
    if persona is None:  # another distributor's staff answers as what does not exist
        raise Http404
    if persona.pk == actor.pk:
        raise NoPermitido("No puedes desactivar tu propia cuenta.")
    if persona.rol != Rol.OPERADOR:
        raise NoPermitido("Solo puedes desactivar a operadores de tu distribuidora. Lo demás lo hace la SEC.")
    if persona.estado == EstadoCuenta.DESACTIVADA:
        raise EstadoCambio("Esta cuenta ya está desactivada.")
    formulario = FormularioMotivo(request.POST if request.method == "POST" else None)
    if request.method == "POST" and formulario.is_valid():
        actions.desactivar(
            actor=actor,
            usuario_id=id,
            motivo=formulario.cleaned_data["motivo"],
            direccion=direccion_de(request),
        )
        messages.success(request, f"Desactivamos la cuenta de {persona.nombre}. Sus sesiones terminaron.")
        return redirect("personal:equipo")
    contexto = {"form": formulario, "persona": persona}
    estado = 422 if formulario.errors else 200
    return render(request, "cuentas/personal/desactivar.html", contexto, status=estado)
