"""What the rooms on the left ask of the requests."""

from cuentas.models import Usuario
from solicitudes.estados import SIN_EFECTO
from solicitudes.models import Solicitud


def distribuidoras_con_tramite(usuario: Usuario) -> frozenset[int]:
    """The ids of the distributors at which the account has a live request, answered ones included."""
    vivas = Solicitud.objects.filter(solicitante=usuario).exclude(estado__in=SIN_EFECTO)
    return frozenset(vivas.values_list("distribuidora_id", flat=True))
