"""The distributor decides on a proof; who comes second is told that somebody came first (P-04)."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods

from cuentas.models import Perfil
from cuentas.sesion import cuenta
from nucleo.comun.acceso import solo
from nucleo.comun.errores import EstadoCambio
from pagos import actions
from pagos.consultas import ultimo_comprobante
from pagos.forms.pasos import FormularioValidacion
from pagos.models import Comprobante, EstadoComprobante
from solicitudes.estados import Accion
from solicitudes.models import Solicitud
from solicitudes.views.detalle import obtener
from solicitudes.views.pasos.pagina import Pagina, abrir_para, al_solicitante

_E = EstadoComprobante
_YA = {
    _E.VALIDADO: "Otra persona ya validó este pago",
    _E.RECHAZADO: "Otra persona ya rechazó este pago",
    _E.ACEPTADO: "El sistema ya aceptó este pago porque venció el plazo",
    _E.INFORMADO: "El solicitante informó otro comprobante",
}


@solo(Perfil.DISTRIBUIDORA)
@require_http_methods(["GET", "POST"])
def validacion(request: HttpRequest, folio: str) -> HttpResponse:
    with _quien_llego_antes(request, folio):
        solicitud = abrir_para(request, folio, Accion.VALIDAR_PAGO)
        comprobante = ultimo_comprobante(solicitud)
        inicial = {"comprobante_id": comprobante.pk if comprobante else None}
        pagina = Pagina(request, solicitud, Accion.VALIDAR_PAGO, FormularioValidacion, inicial=inicial)
        rechaza = request.method == "POST" and pagina.form.rechaza  # type: ignore[attr-defined]
        if pagina.grabar(actions.rechazar_pago if rechaza else actions.validar_pago, campo="motivo"):
            return pagina.fin(f"{_hecho(solicitud, rechaza)} {al_solicitante(solicitud)}")
        return pagina.mostrar("pagos/validacion.html", comprobante=comprobante)


def _hecho(solicitud: Solicitud, rechaza: bool) -> str:
    if rechaza:
        return "Rechazaste el pago."
    if solicitud.respondida_en:
        return "Validaste el pago y la respuesta quedó disponible."
    return "Validaste el pago. Falta tu respuesta."


@contextmanager
def _quien_llego_antes(request: HttpRequest, folio: str) -> Iterator[None]:
    try:
        yield
    except EstadoCambio as error:
        comprobante = ultimo_comprobante(obtener(request, folio))
        error.titulo = _titulo(comprobante, cuenta(request).pk) if comprobante else ""
        raise


def _titulo(comprobante: Comprobante, actor_id: int) -> str:
    if comprobante.decidido_por_id == actor_id:
        return "Ya decidiste sobre este pago"
    return _YA[EstadoComprobante(comprobante.estado)]
