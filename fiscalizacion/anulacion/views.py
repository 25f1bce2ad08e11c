"""The page that annuls a request, in any state but Anulado (DISENO 7.4)."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods

from cuentas.models import Perfil
from fiscalizacion.anulacion.forms import FormularioAnulacion
from nucleo.comun.acceso import solo
from solicitudes import actions
from solicitudes.estados import Accion
from solicitudes.views.pasos.pagina import Pagina, a_la_distribuidora, abrir_para, al_solicitante


@solo(Perfil.SEC)
@require_http_methods(["GET", "POST"])
def anulacion(request: HttpRequest, folio: str) -> HttpResponse:
    solicitud = abrir_para(request, folio, Accion.ANULAR)
    pagina = Pagina(request, solicitud, Accion.ANULAR, FormularioAnulacion)
    if pagina.grabar(actions.anular, campo="comentario"):
        return pagina.fin(f"Solicitud anulada. {al_solicitante(solicitud)} {a_la_distribuidora(solicitud)}")
    return pagina.mostrar("fiscalizacion/anulacion.html")
