"""How a distributor is paid: written by its jefatura (P-03), read by anybody (P-07)."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from catalogo.models import Distribuidora
from cuentas.models import Perfil, Rol
from cuentas.sesion import cuenta
from nucleo.bitacora.actions import direccion_de
from nucleo.comun import parametros
from nucleo.comun.acceso import publica, solo
from pagos import actions
from pagos.consultas import formas_de, formas_publicas
from pagos.forms.formas import FormularioFormas
from pagos.models import FormasDePago
from pagos.presentacion import filas_del_banco, metodos

GUARDADOS = (
    "Guardamos los datos de pago. Ya se ven en la página pública y en cada pago pendiente. "
    "Si cambió la cuenta, avisamos por correo a toda la jefatura."
)


@solo(Perfil.DISTRIBUIDORA, roles=[Rol.JEFATURA])
@require_http_methods(["GET", "POST"])
def datos_de_pago(request: HttpRequest) -> HttpResponse:
    """``vista`` among what is sent: only the preview was asked for."""
    guardadas = formas_de(cuenta(request).distribuidora_id or 0)
    inicial = FormularioFormas.inicial(guardadas)
    form = FormularioFormas(request.POST) if request.method == "POST" else FormularioFormas(initial=inicial)
    if request.method == "POST" and form.is_valid() and "vista" not in request.POST:
        hubo = actions.guardar_formas(actor=cuenta(request), datos=form.cleaned_data, direccion=direccion_de(request))
        messages.success(request, GUARDADOS if hubo else "No cambiaste ningún dato.")
        return redirect("pagos:datos-de-pago")
    contexto = {"form": form, "distribuidora": cuenta(request).distribuidora, **_como_se_paga(form.vista(guardadas))}
    contexto["sin_grabar"] = request.method == "POST" and not form.errors
    return render(request, "pagos/datos_de_pago.html", contexto, status=422 if form.errors else 200)


@publica
@require_safe
def formas_de_pago(request: HttpRequest) -> HttpResponse:
    """Every distributor with its ways; with ``?distribuidora=YN``, all of one."""
    prefijo = parametros.prefijo(request.GET)
    if not prefijo:
        filas = [(distribuidora, metodos(formas)) for distribuidora, formas in formas_publicas()]
        return render(request, "pagos/formas_de_pago.html", {"filas": filas})
    distribuidora = Distribuidora.objects.filter(prefijo=prefijo).first()
    if distribuidora is None:
        raise Http404
    contexto = {"distribuidora": distribuidora, **_como_se_paga(formas_de(distribuidora.pk))}
    return render(request, "pagos/formas_de_una.html", contexto)


def _como_se_paga(formas: FormasDePago) -> dict[str, Any]:
    return {"formas": formas, "metodos": metodos(formas), "banco": filas_del_banco(formas)}
