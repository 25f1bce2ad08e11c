import uuid

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from nucleo.archivos.entrega import entregar
from nucleo.archivos.models import Archivo
from nucleo.comun.acceso import con_sesion


@con_sesion
@require_safe
def descarga(request: HttpRequest, id: uuid.UUID) -> HttpResponse:
    """The file, to whom may see it (H-04)."""
    return entregar(request, get_object_or_404(Archivo, pk=id))
