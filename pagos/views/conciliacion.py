"""The reconciliation sheet of a period: its page, and its Excel as a background file."""

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from cuentas.models import Perfil
from cuentas.sesion import cuenta
from nucleo.bitacora.actions import anotar_acceso
from nucleo.comun import parametros
from nucleo.comun.acceso import solo
from pagos.actions.conciliacion import pedir_conciliacion
from pagos.conciliacion import cobros_de, filas, ordenados, totales
from pagos.forms.conciliacion import FormularioConciliacion

POR_PAGINA = 50


@solo(Perfil.DISTRIBUIDORA, Perfil.SEC)
@require_http_methods(["GET", "POST"])
def conciliacion(request: HttpRequest) -> HttpResponse:
    """SEC reads any distributor's, staff their own. A POST orders the file of the same rows."""
    form = _formulario(request)
    if request.method == "POST" and form.is_valid():
        return redirect("trabajos:seguimiento", pedir_conciliacion(actor=cuenta(request), **_pedido(form)).pk)
    contexto: dict[str, object] = {"form": form}
    if form.is_valid():
        contexto |= _hoja(request, form)
    return render(request, "pagos/conciliacion.html", contexto, status=422 if form.errors else 200)


def _formulario(request: HttpRequest) -> FormularioConciliacion:
    """This month, until somebody asks for another period; SEC is asked whose."""
    propia = cuenta(request).distribuidora
    enviado = request.POST if request.method == "POST" else request.GET
    if request.method == "POST" or "desde" in request.GET:
        return FormularioConciliacion(enviado, propia=propia)
    este_mes = FormularioConciliacion.este_mes()
    return FormularioConciliacion(este_mes if propia else None, initial=este_mes, propia=propia)


def _pedido(form: FormularioConciliacion) -> dict[str, Any]:
    return {
        "distribuidora": form.elegida,
        "desde": form.cleaned_data["desde"],
        "hasta": form.cleaned_data["hasta"],
    }


def _hoja(request: HttpRequest, form: FormularioConciliacion) -> dict[str, object]:
    cobros = cobros_de(form.elegida.pk, form.cleaned_data["desde"], form.cleaned_data["hasta"])
    pagina = Paginator(ordenados(cobros), POR_PAGINA).get_page(parametros.pagina(request.GET))
    if cuenta(request).es_sec:
        anotar_acceso(
            request=request, accion="conciliacion.ver", objeto=f"distribuidora:{form.elegida.pk}", permitido=True
        )
    return {
        "distribuidora": form.elegida,
        "pedido": {"distribuidora": form.elegida.prefijo, **form.periodo()},
        "pagina": pagina,
        "filas": list(filas(pagina.object_list)),
        "totales": totales(cobros),
    }
