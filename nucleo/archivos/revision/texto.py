"""CSV and plain text: nothing to open and nothing to run, so all that is asked is that it be text."""

from pathlib import Path

from nucleo.archivos.revision.rechazo import Rechazo

_UTF_16 = (b"\xff\xfe", b"\xfe\xff")


def comprobar(ruta: Path, limpia: Path | None) -> bool:
    """Raises ``Rechazo``. Stored as received."""
    contenido = ruta.read_bytes()
    if b"\0" in contenido and not contenido.startswith(_UTF_16):
        raise Rechazo("contenido")
    return False
