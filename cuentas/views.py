"""Sign-in and sign-out."""

from django.contrib import messages
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from cuentas.forms import FormularioIngreso
from cuentas.ingreso import destino, es_nuestra, ingresar
from cuentas.models import Perfil, Usuario
from nucleo.comun.acceso import publica

NO_COINCIDEN = "El RUT, la contraseña o el perfil no coinciden."


@publica
@sensitive_post_parameters("clave")
@require_http_methods(["GET", "POST"])
def pagina_de_ingreso(request: HttpRequest) -> HttpResponse:
    siguiente = request.GET.get("next", "")
    if isinstance(request.user, Usuario) and request.method == "GET":
        return redirect(destino(request, request.user, siguiente))
    if request.method == "GET":
        inicial = {
            "perfil": _perfil_pedido(request),
            "next": siguiente if es_nuestra(request, siguiente) else "",
        }
        return render(
            request,
            "cuentas/ingresar.html",
            {"form": FormularioIngreso(initial=inicial)},
        )
    formulario = FormularioIngreso(request.POST)
    if formulario.is_valid():
        usuario = ingresar(request, **formulario.credenciales())
        if usuario:
            return redirect(destino(request, usuario, formulario.cleaned_data["next"] or ""))
        formulario.add_error(None, NO_COINCIDEN)
    return render(request, "cuentas/ingresar.html", {"form": formulario}, status=422)


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
