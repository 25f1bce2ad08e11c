"""The applicant sees how to pay and attaches the proof (P-02, P-08)."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods

from cuentas.models import Perfil
from nucleo.comun.acceso import solo
from pagos import actions
from pagos.consultas import formas_de, motivo_del_rechazo, ultimo_cobro
from pagos.forms.pasos import FormularioPago
from pagos.presentacion import dias_para_validar, filas_del_banco, opciones_de_pago
from solicitudes.estados import Accion
from solicitudes.views.pasos.campos import campo_de
from solicitudes.views.pasos.pagina import Pagina, a_la_distribuidora, abrir_para


@solo(Perfil.SOLICITANTE)
@require_http_methods(["GET", "POST"])
def pago(request: HttpRequest, folio: str) -> HttpResponse:
    solicitud = abrir_para(request, folio, Accion.INFORMAR_PAGO)
    cobro, formas = ultimo_cobro(solicitud), formas_de(solicitud.distribuidora_id)
    metodos = opciones_de_pago(formas)
    inicial = {"cobro_id": cobro.pk if cobro else None, "metodo": metodos[0][0] if len(metodos) == 1 else ""}
    campos = [campo_de("pago", "comprobante")]
    pagina = Pagina(
        request, solicitud, Accion.INFORMAR_PAGO, FormularioPago,
        campos=campos, uso="comprobante", inicial=inicial, metodos=metodos,
    )  # fmt: skip
    if pagina.grabar(actions.informar_pago, campo="metodo", con_token=True):
        plazo = f"La distribuidora tiene {dias_para_validar()} para validarlo."
        return pagina.fin(f"Comprobante recibido. {plazo} {a_la_distribuidora(solicitud)}")
    contexto = {
        "formas": formas,
        "banco": filas_del_banco(formas),
        "metodos": [],
        "motivo": motivo_del_rechazo(solicitud),
    }
    return pagina.mostrar("pagos/pago.html", cobro=cobro, **contexto)
