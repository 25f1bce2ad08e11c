"""The download of all documents of one request or several: the door of each, and its note (UP-11, DAT-7)."""

from django.http import HttpRequest, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from cuentas.sesion import cuenta
from nucleo.archivos import puertas
from nucleo.archivos.entrega import CABECERAS
from nucleo.bitacora.actions import anotar_accesos
from nucleo.comun.acceso import con_sesion
from solicitudes import paquete
from solicitudes.models import Solicitud
from solicitudes.paneles import Papel
from solicitudes.presentacion.legajo import Legajo
from solicitudes.views.detalle import obtener


@con_sesion
@require_safe
def documentos_zip(request: HttpRequest, folio: str) -> HttpResponseBase:
    solicitud = obtener(request, folio)
    if folio not in request.path_info:
        return redirect(f"{solicitud.get_absolute_url()}documentos.zip")
    entradas = paquete.nombrados(papeles_de(request, solicitud))
    return en_zip(request, entradas, f"{solicitud.folio}-documentos.zip")


def papeles_de(request: HttpRequest, solicitud: Solicitud) -> list[Papel]:
    """Those that the reader may have. The legajo already leaves a locked answer out; the door is asked again (V4)."""
    user = cuenta(request)
    return [papel for papel in Legajo(solicitud, user).papeles if puertas.puede_ver(user, papel.archivo)]


def en_zip(request: HttpRequest, entradas: paquete.Entradas, nombre: str) -> StreamingHttpResponse:
    # Written down before the first byte leaves: a download cut in the middle was a reading all the same.
    objetos = [f"archivo:{papel.archivo.pk}" for _, papel in entradas]
    anotar_accesos(request=request, accion="archivo.descargar", objetos=objetos, permitido=True)
    respuesta = StreamingHttpResponse(paquete.trozos(entradas), content_type="application/zip", headers=CABECERAS)
    adjunto = content_disposition_header(as_attachment=True, filename=nombre)
    respuesta.headers["Content-Disposition"] = adjunto or "attachment"
    return respuesta
