"""The answer page. It lives here because an answer may ask for a payment (arquitectura.md 2)."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods

from cuentas.models import Perfil
from nucleo.archivos.campo import CampoArchivo
from nucleo.comun.acceso import solo
from pagos import actions as pagos
from pagos.consultas import formas_de, puede_trabar
from pagos.forms.respuesta import FormularioRespuestaConPago
from pagos.presentacion import falta_la_cuenta
from solicitudes import actions, fila
from solicitudes.emails import avisaremos
from solicitudes.estados import Accion, Estado, Tipo, TipoEvento
from solicitudes.models import Solicitud
from solicitudes.views.pasos.campos import campo_que_sale
from solicitudes.views.pasos.pagina import Pagina, abrir_para, al_solicitante

EVENTO = TipoEvento.SOLICITUD_RESPONDIDA


@solo(Perfil.DISTRIBUIDORA)
@require_http_methods(["GET", "POST"])
def respuesta(request: HttpRequest, folio: str) -> HttpResponse:
    """The answer with its file, its data and perhaps its payment; out of turn it asks why (L-07)."""
    solicitud = abrir_para(request, folio, Accion.RESPONDER)
    adelantadas, con_pago = fila.adelantadas(solicitud), _con_pago(request, solicitud)
    pagina = Pagina(
        request, solicitud, Accion.RESPONDER, FormularioRespuestaConPago,
        campos=_campos(con_pago), uso="respuesta", inicial={"numero_solicitud": solicitud.numero_solicitud},
        comentario="comentario",
        tipo=Tipo(solicitud.tipo), adelantadas=adelantadas, con_pago=con_pago,
    )  # fmt: skip
    pide_pago = request.method == "POST" and pagina.form.pide_pago  # type: ignore[attr-defined]
    for cupon in pagina.campos.campos[1:]:
        cupon.sale = pide_pago  # under 'No' it is neither seen nor sent
    if pagina.grabar(pagos.responder_con_pago if pide_pago else actions.responder, campo="motivo", con_token=True):
        return pagina.fin(_hecho(solicitud, pide_pago))
    sin_cuenta = con_pago and falta_la_cuenta(formas_de(solicitud.distribuidora_id))
    contexto = {"adelantadas": adelantadas, "falta_la_cuenta": sin_cuenta, "avisados": avisaremos(solicitud, EVENTO)}
    return pagina.mostrar("pagos/respuesta.html", **contexto)


def _con_pago(request: HttpRequest, solicitud: Solicitud) -> bool:
    # What was asked for is never dropped in silence: an answer would leave free that its author wanted paid.
    if request.POST.get("pago") == "si":
        return True
    return solicitud.estado == Estado.PENDIENTE_RESPUESTA and puede_trabar(solicitud.distribuidora_id)


def _campos(con_pago: bool) -> list[CampoArchivo]:
    campos = [campo_que_sale("respuesta", "respuesta", falta="Adjunta la respuesta", antes_de="comentario")]
    if con_pago:
        cupon = campo_que_sale("pago", "cupon")
        cupon.uso = "cupon"
        campos.append(cupon)
    return campos


def _hecho(solicitud: Solicitud, pide_pago: bool) -> str:
    avisados = al_solicitante(solicitud, EVENTO)
    if pide_pago:
        return f"Respuesta guardada. Quedará disponible cuando valides el pago. {avisados}"
    return f"Respuesta enviada. {avisados}"
