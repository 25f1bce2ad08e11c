"""What the rooms on the left ask of the requests."""

from solicitudes.estados import SIN_EFECTO
from solicitudes.models import Solicitud
from solicitudes.querysets import SolicitudQuerySet


def vivas() -> SolicitudQuerySet:
    """Those that still count, answered ones included: their distributor needs to know who asks (reglas.md 6 and 8)."""
    return Solicitud.objects.exclude(estado__in=SIN_EFECTO)
