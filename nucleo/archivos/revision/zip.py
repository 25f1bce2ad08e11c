"""A ZIP of files: only its table of contents is asked here; each file inside is checked when it is taken out."""

import zipfile
from pathlib import Path

from nucleo.archivos.revision.docx import exigir_entradas
from nucleo.archivos.revision.rechazo import Rechazo

RAZON = 200
_RAZON_DESDE = 1024 * 1024


def comprobar(ruta: Path, limpia: Path | None) -> bool:
    """Raises ``Rechazo``. Stored as received."""
    entradas(ruta)
    return False


def entradas(ruta: Path) -> list[zipfile.ZipInfo]:
    """What is inside, none of it out of proportion: no reader takes more of an entry than it declares."""
    try:
        with zipfile.ZipFile(ruta) as paquete:
            halladas = paquete.infolist()
    except (zipfile.BadZipFile, EOFError, NotImplementedError, OSError, ValueError, OverflowError):
        raise Rechazo("danado") from None
    exigir_entradas(halladas)
    for entrada in halladas:
        if entrada.file_size > max(_RAZON_DESDE, RAZON * entrada.compress_size):
            raise Rechazo("complejo")
    return halladas
