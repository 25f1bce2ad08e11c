"""The distributor asks for a payment before the answer, and takes it back (P-01)."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods

from cuentas.models import Perfil
from nucleo.comun.acceso import solo
from pagos import actions
from pagos.consultas import formas_de, ultimo_cobro
from pagos.forms.pasos import FormularioCobro, FormularioRetiro
from pagos.presentacion import falta_la_cuenta
from solicitudes.estados import Accion
from solicitudes.views.pasos.campos import campo_que_sale
from solicitudes.views.pasos.pagina import Pagina, abrir_para, al_solicitante


@solo(Perfil.DISTRIBUIDORA)
@require_http_methods(["GET", "POST"])
def cobro(request: HttpRequest, folio: str) -> HttpResponse:
    solicitud = abrir_para(request, folio, Accion.SOLICITAR_PAGO)
    campos = [campo_que_sale("pago", "cupon")]
    pagina = Pagina(request, solicitud, Accion.SOLICITAR_PAGO, FormularioCobro, campos=campos, uso="cupon")
    if pagina.grabar(actions.solicitar_pago, con_token=True):
        return pagina.fin(f"Pago solicitado. {al_solicitante(solicitud)}")
    return pagina.mostrar("pagos/cobro.html", falta_la_cuenta=falta_la_cuenta(formas_de(solicitud.distribuidora_id)))


@solo(Perfil.DISTRIBUIDORA)
@require_http_methods(["GET", "POST"])
def retiro(request: HttpRequest, folio: str) -> HttpResponse:
    solicitud = abrir_para(request, folio, Accion.RETIRAR_COBRO)
    pagina = Pagina(request, solicitud, Accion.RETIRAR_COBRO, FormularioRetiro)
    if pagina.grabar(actions.retirar_cobro, campo="motivo"):
        return pagina.fin(f"Retiraste el cobro. {al_solicitante(solicitud)}")
    return pagina.mostrar("pagos/retiro.html", cobro=ultimo_cobro(solicitud))
