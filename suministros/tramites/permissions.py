"""Who may see the files of a procedure."""

from cuentas.models import Usuario
from nucleo.archivos.models import Archivo
from suministros.models import ArchivoDeTramite, Tramite


def puede_ver_archivo(user: object, archivo: Archivo) -> bool:
    """The door of the use ``tramite``: whoever sees the procedure."""
    if not isinstance(user, Usuario) or not user.is_active:
        return False
    visibles = Tramite.objects.visibles_para(user)
    return ArchivoDeTramite.objects.filter(archivo=archivo, mensaje__tramite__in=visibles).exists()
