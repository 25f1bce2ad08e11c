"""Only who ordered a file may have it (V2)."""

from typing import Any

from nucleo.archivos.models import Archivo
from nucleo.comun.reloj import ahora
from nucleo.trabajos.models import Estado, Trabajo


def puede_descargar(usuario: Any, archivo: Archivo) -> bool:
    propios = Trabajo.objects.filter(archivo=archivo, usuario_id=usuario.pk, estado=Estado.LISTO)
    return usuario.is_authenticated and propios.filter(vence__gt=ahora()).exists()
