"""What people do with a proof that the system accepted because nobody reviewed it in time (P-06)."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods

from cuentas.models import Perfil
from nucleo.comun.acceso import solo
from pagos import actions
from pagos.consultas import ultimo_comprobante
from pagos.forms.pasos import FormularioConfirmacion, FormularioReversion
from pagos.models import Comprobante
from solicitudes.estados import Accion
from solicitudes.views.pasos.pagina import Pagina, a_la_distribuidora, abrir_para, al_solicitante


@solo(Perfil.DISTRIBUIDORA)
@require_http_methods(["GET", "POST"])
def confirmacion(request: HttpRequest, folio: str) -> HttpResponse:
    solicitud = abrir_para(request, folio, Accion.CONFIRMAR_PAGO)
    comprobante = ultimo_comprobante(solicitud)
    pagina = Pagina(request, solicitud, Accion.CONFIRMAR_PAGO, FormularioConfirmacion, inicial=_visto(comprobante))
    if pagina.grabar(actions.confirmar_pago):
        return pagina.fin("Confirmaste el pago. No avisamos a nadie: la solicitud sigue como estaba.")
    return pagina.mostrar("pagos/confirmacion.html", comprobante=comprobante)


@solo(Perfil.DISTRIBUIDORA, Perfil.SEC)
@require_http_methods(["GET", "POST"])
def reversion(request: HttpRequest, folio: str) -> HttpResponse:
    solicitud = abrir_para(request, folio, Accion.REVERTIR_ACEPTACION)
    comprobante = ultimo_comprobante(solicitud)
    pagina = Pagina(request, solicitud, Accion.REVERTIR_ACEPTACION, FormularioReversion, inicial=_visto(comprobante))
    if pagina.grabar(actions.revertir_aceptacion, campo="motivo"):
        avisados = f"{al_solicitante(solicitud)} {a_la_distribuidora(solicitud)}"
        return pagina.fin(f"Dejaste sin efecto la aceptación del pago. {avisados}")
    return pagina.mostrar("pagos/reversion.html", comprobante=comprobante)


def _visto(comprobante: Comprobante | None) -> dict[str, Any]:
    return {"comprobante_id": comprobante.pk if comprobante else None}
