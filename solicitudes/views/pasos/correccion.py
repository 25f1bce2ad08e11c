"""The applicant delivers what was asked to be corrected: those documents and no other (L-05)."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods

from catalogo.models import TipoDocumento
from cuentas.models import Perfil
from nucleo.archivos.campo import CampoArchivo
from nucleo.comun.acceso import solo
from solicitudes import actions, textos
from solicitudes.estados import Accion, TipoEvento
from solicitudes.forms.pasos.solicitante import FormularioCorreccion
from solicitudes.models import DocumentoObservado, Solicitud
from solicitudes.views.pasos.campos import de_tipo
from solicitudes.views.pasos.pagina import Pagina, a_la_distribuidora, abrir_para


@solo(Perfil.SOLICITANTE)
@require_http_methods(["GET", "POST"])
def correccion(request: HttpRequest, folio: str) -> HttpResponse:
    solicitud = abrir_para(request, folio, Accion.CORREGIR)
    pedidos = _pedidos(solicitud)
    campos = [_campo(solicitud, pedido) for pedido in pedidos]
    pagina = Pagina(request, solicitud, Accion.CORREGIR, FormularioCorreccion, campos=campos, uso="documento")
    if pagina.grabar(actions.corregir):
        return pagina.fin(f"Corrección entregada. {a_la_distribuidora(solicitud)}")
    motivo = textos.ultimo(solicitud, TipoEvento.SOLICITUD_OBSERVADA, TipoEvento.MANIFESTACION_OBJETADA)
    filas = [(campo, pedido, _anterior(solicitud, pedido)) for campo, pedido in zip(campos, pedidos, strict=True)]
    return pagina.mostrar("solicitudes/pasos/correccion.html", filas=filas, motivo=motivo)


def _pedidos(solicitud: Solicitud) -> list[DocumentoObservado]:
    """What the newest correction asks for, also once delivered: a form sent twice must be read twice alike."""
    ultima = solicitud.observaciones.last()
    return list(ultima.documentos.all()) if ultima else []


def _campo(solicitud: Solicitud, pedido: DocumentoObservado) -> CampoArchivo:
    # A row out of use still says what this document may be: it was filed under it.
    tipo = TipoDocumento.objects.get(tramite=solicitud.tipo, codigo=pedido.codigo)
    motivo = pedido.motivo.strip().rstrip(".")
    return de_tipo(tipo, opcional=False, ayuda=f"Qué corregir: {motivo}." if motivo else "")


def _anterior(solicitud: Solicitud, pedido: DocumentoObservado) -> object:
    return solicitud.adjuntos.filter(codigo=pedido.codigo).select_related("archivo").order_by("-version").first()
