"""The distributor asks for a correction (L-05), or objects to a manifestación that raises the capacity (L-06)."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods

from catalogo import reglas
from cuentas.models import Perfil
from nucleo.comun.acceso import solo
from nucleo.comun.reloj import hoy
from solicitudes import actions
from solicitudes.estados import Accion, Tipo
from solicitudes.forms.pasos.observacion import FormularioObjecion, FormularioObservacion
from solicitudes.models import Obligacion, Solicitud
from solicitudes.pasos import Clase
from solicitudes.views.pasos.pagina import Pagina, abrir_para, al_solicitante


@solo(Perfil.DISTRIBUIDORA)
@require_http_methods(["GET", "POST"])
def observacion(request: HttpRequest, folio: str) -> HttpResponse:
    solicitud = abrir_para(request, folio, Accion.OBSERVAR)
    opciones: dict[str, Any] = {"documentos": _documentos(solicitud), "conjunta": _conjunta(solicitud)}
    pagina = Pagina(request, solicitud, Accion.OBSERVAR, FormularioObservacion, comentario="motivo", **opciones)
    if pagina.grabar(actions.observar):
        return pagina.fin(f"Pediste la corrección. {al_solicitante(solicitud)}")
    plazo = solicitud.obligaciones.filter(clase=Clase.OBSERVACION, termina_en=None).first()
    return pagina.mostrar("solicitudes/pasos/observacion.html", plazo=plazo, tarde=_tarde(plazo))


@solo(Perfil.DISTRIBUIDORA)
@require_http_methods(["GET", "POST"])
def objecion(request: HttpRequest, folio: str) -> HttpResponse:
    solicitud = abrir_para(request, folio, Accion.OBJETAR)
    pagina = Pagina(request, solicitud, Accion.OBJETAR, FormularioObjecion, comentario="motivo")
    if pagina.grabar(actions.objetar, campo="motivo"):
        return pagina.fin(f"Objetaste la manifestación. {al_solicitante(solicitud)}")
    return pagina.mostrar("solicitudes/pasos/objecion.html")


def _documentos(solicitud: Solicitud) -> list[tuple[str, str]]:
    """Each paper once, in the order in which it was filed."""
    return list(dict(solicitud.adjuntos.order_by("pk").values_list("codigo", "nombre")).items())


def _conjunta(solicitud: Solicitud) -> str:
    """The question about joint property, with the days that the rule in force gives (art. 28)."""
    if solicitud.tipo != Tipo.NOTIFICACION:
        return ""
    dias = reglas.vigente("nc-correccion-conjunta", hoy()).cantidad
    return f"La instalación es de propiedad conjunta: el solicitante tendrá {dias} días hábiles para corregir"


def _tarde(plazo: Obligacion | None) -> bool:
    return plazo is not None and hoy() > plazo.vence_el
