"""The answer page. It lives here because an answer may ask for a payment (arquitectura.md 2)."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods

from cuentas.models import Perfil
from nucleo.comun.acceso import solo
from solicitudes import actions, fila
from solicitudes.estados import Accion, Tipo
from solicitudes.forms import FormularioRespuesta
from solicitudes.views.pasos.campos import campo_de
from solicitudes.views.pasos.pagina import Pagina, abrir_para, al_solicitante


@solo(Perfil.DISTRIBUIDORA)
@require_http_methods(["GET", "POST"])
def respuesta(request: HttpRequest, folio: str) -> HttpResponse:
    """The answer with its file and its data; out of turn it asks why (L-07)."""
    solicitud = abrir_para(request, folio, Accion.RESPONDER)
    adelantadas = fila.adelantadas(solicitud)
    pagina = Pagina(
        request, solicitud, Accion.RESPONDER, FormularioRespuesta,
        campos=[campo_de("respuesta", "respuesta")], uso="respuesta",
        inicial={"numero_solicitud": solicitud.numero_solicitud},
        tipo=Tipo(solicitud.tipo), adelantadas=adelantadas,
    )  # fmt: skip
    if pagina.grabar(actions.responder, campo="motivo", con_token=True):
        return pagina.fin(f"Respuesta enviada. {al_solicitante(solicitud, adicional=True)}")
    return pagina.mostrar("pagos/respuesta.html", adelantadas=adelantadas)
