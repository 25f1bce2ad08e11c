"""Who may see what belongs to a link."""

from cuentas.models import Usuario
from nucleo.archivos.models import Archivo
from suministros.models import PoderSuministro

USO_PODER = "poder_suministro"


def puede_ver_poder(user: object, archivo: Archivo) -> bool:
    """The door of the use ``poder_suministro``: its owner. The queue of the distributors adds theirs."""
    if not isinstance(user, Usuario) or not user.is_active:
        return False
    return PoderSuministro.objects.filter(archivo=archivo, vinculo__usuario=user).exists()
