"""The download of all documents of a request: the same door as each of them, and the same note (UP-11, DAT-7)."""

from django.http import HttpRequest, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from cuentas.sesion import cuenta
from nucleo.archivos import puertas
from nucleo.archivos.entrega import CABECERAS
from nucleo.bitacora.actions import anotar_acceso
from nucleo.comun.acceso import con_sesion
from solicitudes import paquete
from solicitudes.paneles import Papel
from solicitudes.presentacion.legajo import Legajo
from solicitudes.views.detalle import obtener


@con_sesion
@require_safe
def documentos_zip(request: HttpRequest, folio: str) -> HttpResponseBase:
    solicitud = obtener(request, folio)
    if folio not in request.path_info:
        return redirect(f"{solicitud.get_absolute_url()}documentos.zip")
    papeles = [papel for papel in Legajo(solicitud, cuenta(request)).papeles if _puede(request, papel)]
    # Written down before the first byte leaves: a download cut in the middle was a reading all the same.
    for papel in papeles:
        objeto = f"archivo:{papel.archivo.pk}"
        anotar_acceso(request=request, accion="archivo.descargar", objeto=objeto, permitido=True)
    respuesta = StreamingHttpResponse(paquete.trozos(papeles), content_type="application/zip", headers=CABECERAS)
    nombre = content_disposition_header(as_attachment=True, filename=f"{solicitud.folio}-documentos.zip")
    respuesta.headers["Content-Disposition"] = nombre or "attachment"
    return respuesta


def _puede(request: HttpRequest, papel: Papel) -> bool:
    """The legajo already leaves a locked answer out; the door is asked again, one file at a time (V4)."""
    return puertas.puede_ver(cuenta(request), papel.archivo)
