import uuid

from django.http import Http404, HttpRequest, HttpResponseBase
from django.views.decorators.http import require_safe

from nucleo.archivos.entrega import entregar
from nucleo.archivos.models import Archivo
from nucleo.comun.acceso import con_sesion


@con_sesion
@require_safe
def descarga(request: HttpRequest, id: uuid.UUID) -> HttpResponseBase:
    """The file, to whom may see it; another's and a missing one answer the same."""
    archivo = Archivo.objects.filter(pk=id).first()
    if archivo is None:
        raise Http404
    return entregar(request, archivo)
