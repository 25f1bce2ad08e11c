"""The link behind an address."""

from django.http import Http404, HttpRequest

from cuentas.sesion import cuenta
from nucleo.bitacora.actions import anotar_acceso
from suministros.models import Vinculo


def obtener(request: HttpRequest, pk: int) -> Vinculo:
    """The link through the second door; another account's answers as one that does not exist, and is noted."""
    vinculo = Vinculo.objects.visibles_para(cuenta(request)).con_todo().filter(pk=pk).first()
    if vinculo is None:
        anotar_acceso(request=request, accion="ver", objeto=f"vinculo:{pk}", permitido=False, motivo="fuera de alcance")
        raise Http404
    return vinculo
