"""The applicant's steps after filing: withdraw, ask to complete the answer, reply to a message."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods

from cuentas.models import Perfil
from nucleo.comun.acceso import solo
from solicitudes import actions
from solicitudes.estados import Accion
from solicitudes.forms.pasos.solicitante import (
    FormularioComplemento,
    FormularioComunicacion,
    FormularioDesistimiento,
)
from solicitudes.views.pasos.campos import campo_de
from solicitudes.views.pasos.pagina import Pagina, a_la_distribuidora, abrir_para


@solo(Perfil.SOLICITANTE)
@require_http_methods(["GET", "POST"])
def desistimiento(request: HttpRequest, folio: str) -> HttpResponse:
    solicitud = abrir_para(request, folio, Accion.DESISTIR)
    pagina = Pagina(request, solicitud, Accion.DESISTIR, FormularioDesistimiento)
    if pagina.grabar(actions.desistir, campo="motivo"):
        return pagina.fin(f"Retiraste tu solicitud. {a_la_distribuidora(solicitud)}")
    return pagina.mostrar("solicitudes/pasos/desistimiento.html")


@solo(Perfil.SOLICITANTE)
@require_http_methods(["GET", "POST"])
def complemento(request: HttpRequest, folio: str) -> HttpResponse:
    solicitud = abrir_para(request, folio, Accion.PEDIR_COMPLEMENTO)
    pagina = Pagina(request, solicitud, Accion.PEDIR_COMPLEMENTO, FormularioComplemento)
    if pagina.grabar(actions.pedir_complemento, campo="motivo"):
        return pagina.fin(f"Pediste completar la respuesta. {a_la_distribuidora(solicitud)}")
    return pagina.mostrar("solicitudes/pasos/complemento.html")


@solo(Perfil.SOLICITANTE)
@require_http_methods(["GET", "POST"])
def comunicacion(request: HttpRequest, folio: str) -> HttpResponse:
    """Writes to the distributor in the thread of the request (D-09)."""
    accion = Accion.RESPONDER_COMUNICACION
    solicitud = abrir_para(request, folio, accion)
    campos = [campo_de("comunicacion", "comunicacion")]
    pagina = Pagina(request, solicitud, accion, FormularioComunicacion, campos=campos, uso="comunicacion")
    if pagina.grabar(actions.responder_comunicacion, campo="comentario", con_token=True):
        return pagina.fin(f"Comunicación enviada. {a_la_distribuidora(solicitud)}")
    hilo = solicitud.comunicaciones.select_related("autor", "archivo").order_by("-pk")[:5]
    return pagina.mostrar("solicitudes/pasos/comunicacion.html", hilo=hilo)
