"""Who may see a file: each room registers one function for the uses it owns, in ``AppConfig.ready()``.

    puertas.registrar("solicitud", permissions.puede_ver_archivo)

answers for ``solicitud`` and for every use that starts with ``solicitud.``; the longest match decides.
"""

from collections.abc import Callable
from typing import Any

from nucleo.archivos.models import Archivo

Puerta = Callable[[Any, Archivo], bool]
_puertas: dict[str, Puerta] = {}


def registrar(uso: str, funcion: Puerta) -> None:
    """Sets who decides about ``uso``. Raises ValueError when two different functions want the same use."""
    if _puertas.get(uso, funcion) is not funcion:
        raise ValueError(f"El uso «{uso}» ya tiene su puerta")
    _puertas[uso] = funcion


def puede_ver(usuario: Any, archivo: Archivo) -> bool:
    """The answer of the room that owns the file's use. No entry, no access; of what was erased, to nobody."""
    if archivo.borrado_en:
        return False  # another row may still hold the same bytes
    uso = archivo.uso
    while uso:
        if funcion := _puertas.get(uso):
            return bool(funcion(usuario, archivo))
        uso = uso.rpartition(".")[0]
    return False
