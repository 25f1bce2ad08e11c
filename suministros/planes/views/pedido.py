"""'Plan de pago' of a supply: invoices, instalments, first payment, and the table before anything is sent."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from catalogo.plazos import calendario
from cuentas.models import Perfil
from cuentas.sesion import cuenta
from nucleo.bitacora.actions import direccion_de
from nucleo.comun.acceso import solo
from nucleo.comun.errores import CampoRechazado
from nucleo.comun.reloj import hoy
from suministros.listado.obtener import obtener
from suministros.models import Factura, LimitesDePlan, Vinculo
from suministros.models.planes import vigentes_el
from suministros.paginas import Pagina, es_fragmento
from suministros.planes import actions
from suministros.planes.forms import FormularioPlan
from suministros.planes.propuesta import Propuesta, disponibles, fecha_del_primer_pago, proponer
from suministros.planes.tabla import minimo_de
from suministros.presentacion import recuadro
from suministros.validado import exigir_validado


@solo(Perfil.SOLICITANTE)
@require_http_methods(["GET", "POST"])
def plan_de_pago(request: HttpRequest, pk: int) -> HttpResponse:
    """``calcular`` among what is sent: only the table was asked for."""
    vinculo = obtener(request, pk)
    exigir_validado(vinculo)
    limites = vigentes_el(vinculo.suministro.distribuidora_id, hoy())
    if limites is None or not limites.abierto:
        return render(request, "suministros/planes/pedido_cerrado.html", {"vinculo": vinculo})
    return _pedir(request, vinculo, limites)


def _pedir(request: HttpRequest, vinculo: Vinculo, limites: LimitesDePlan) -> HttpResponse:
    facturas = list(disponibles(vinculo.suministro_id))
    pagina = Pagina(request, FormularioPlan, inicial=_inicial(facturas, limites), limites=limites)
    calculando = "calcular" in request.POST
    if not calculando and (destino := pagina.grabar(lambda: _grabar(request, vinculo, pagina))):
        messages.success(request, f"Pediste el plan. {vinculo.suministro.distribuidora} lo responderá en el portal.")
        return redirect(destino)
    propuesta, falta = _proponer(pagina.form, facturas, limites)
    contexto = {
        **recuadro(vinculo, cuenta(request)),
        "limites": limites,
        "facturas": facturas,
        "marcadas": _marcadas(pagina.form),
        "propuesta": propuesta,
        "falta": falta,
        "primera_fecha": fecha_del_primer_pago(hoy(), calendario()),
        "calculando": calculando,
    }
    if calculando and es_fragmento(request):
        return render(request, "suministros/planes/_calculo.html", contexto)
    return pagina.mostrar("suministros/planes/pedido.html", **contexto)


def _grabar(request: HttpRequest, vinculo: Vinculo, pagina: Pagina) -> str:
    escrito = pagina.form.cleaned_data
    return actions.pedir(
        actor=cuenta(request),
        vinculo_id=vinculo.pk,
        facturas=escrito["facturas"],
        cuotas=escrito["cuotas"],
        primer_pago=escrito["primer_pago"],
        vista=escrito["vista"],
        token=escrito["token"],
        direccion=direccion_de(request),
    )


def _inicial(facturas: list[Factura], limites: LimitesDePlan) -> dict[str, Any]:
    """Everything that is owed, in the fewest instalments: the plan that costs least."""
    deuda = sum(factura.monto for factura in facturas)
    return {
        "facturas": [factura.pk for factura in facturas],
        "cuotas": limites.cuotas_minimo,
        "primer_pago": minimo_de(deuda, limites.primer_pago_minimo),
    }


def _marcadas(form: Any) -> set[str]:
    return {str(uno) for uno in form["facturas"].value() or ()}


def _proponer(form: Any, facturas: list[Factura], limites: LimitesDePlan) -> tuple[Propuesta | None, str]:
    """The table of what is written now, or why there is none."""
    if form.is_bound:
        form.is_valid()
        escrito = form.cleaned_data
        if not {"facturas", "cuotas", "primer_pago"} <= escrito.keys():
            return None, next(str(errores[0]) for campo, errores in form.errors.items() if campo != "token")
    else:
        escrito = form.initial
    try:
        propuesta = proponer(
            facturas=facturas,
            pedidas=escrito["facturas"],
            limites=limites,
            cuotas=escrito["cuotas"],
            primer_pago=escrito["primer_pago"],
            dia=hoy(),
            calendario=calendario(),
        )
    except CampoRechazado as error:
        return None, error.mensaje
    return propuesta, ""
