"""Name, size and kind; then the format's own check, in a process of its own."""

from dataclasses import dataclass
from pathlib import Path

from nucleo.archivos import nombres
from nucleo.archivos.limites import Limites
from nucleo.archivos.mensajes import rechazo
from nucleo.archivos.revision.formatos import FORMATOS


@dataclass(frozen=True)
class Revision:
    """What an accepted file is: media type, extension without dot, size in bytes as received."""

    tipo: str
    extension: str
    bytes: int
    reescrita: bool = False


def revisar(
    ruta: Path, *, nombre: str, limites: Limites, nombre_documento: str, limpia: Path | None = None
) -> Revision:
    """Checks the file at ``ruta``; ``nombre`` is the name its sender gave it.

    An image is written again without metadata to ``limpia`` when that is given, and ``reescrita`` says so.
    Raises ``ArchivoRechazado`` with the sentence for the field and its code.
    """
    nombre = nombres.limpiar(nombre)
    extension = nombres.extension(nombre)
    pesa = ruta.stat().st_size
    if pesa == 0:
        raise rechazo("vacio", nombre=nombre)
    if pesa > limites.maximo:
        raise rechazo("tamano", nombre=nombre, documento=nombre_documento, limites=limites, pesa=pesa)
    if extension not in limites.extensiones:
        raise rechazo("extension", nombre=nombre, documento=nombre_documento, limites=limites)
    return Revision(FORMATOS[extension].tipo, extension, pesa)
