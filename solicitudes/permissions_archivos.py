"""Who may see a file of a request or a draft: the functions behind the one download door."""

from typing import Any

from nucleo.archivos.models import Archivo
from solicitudes.models import Adjunto, Borrador, Comunicacion, Respuesta, Solicitud


def puede_ver_documento(user: Any, archivo: Archivo) -> bool:
    """A paper of the applicant: the draft's owner, or whoever sees a request that carries it."""
    if Borrador.objects.filter(dueno_id=user.pk, archivos__archivo=archivo).exists():
        return bool(user.is_active)
    return Adjunto.objects.filter(archivo=archivo, solicitud__in=Solicitud.objects.visibles_para(user)).exists()


def puede_ver_respuesta(user: Any, archivo: Archivo) -> bool:
    """An answer: the distributor and SEC always, the applicant's side once it is available (P-05)."""
    visibles = Respuesta.objects.filter(archivo=archivo, solicitud__in=Solicitud.objects.visibles_para(user))
    if getattr(user, "es_solicitante", True):
        visibles = visibles.filter(disponible_en__isnull=False)
    return visibles.exists()


def puede_ver_comunicacion(user: Any, archivo: Archivo) -> bool:
    """The file of a message between the parties: whoever sees the request."""
    return Comunicacion.objects.filter(archivo=archivo, solicitud__in=Solicitud.objects.visibles_para(user)).exists()
