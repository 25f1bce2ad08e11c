"""CSV and plain text: nothing to open and nothing to run, so all that is asked is that it be text."""

from pathlib import Path

from nucleo.archivos.revision.rechazo import Rechazo

_UTF_16 = (b"\xff\xfe", b"\xfe\xff")
_TROZO = 1024 * 1024


def comprobar(ruta: Path, limpia: Path | None) -> bool:
    """Raises ``Rechazo``. Stored as received."""
    with open(ruta, "rb") as archivo:
        trozo = archivo.read(_TROZO)
        if trozo.startswith(_UTF_16):
            return False
        while trozo:
            if b"\0" in trozo:
                raise Rechazo("contenido")
            trozo = archivo.read(_TROZO)
    return False
