"""The name that people read. No path is ever made of it; it travels in pages and in Content-Disposition."""

import re

from nucleo.archivos.limites import ALIAS
from nucleo.archivos.mensajes import rechazo
from nucleo.comun.texto import una_linea

LARGO = 120
_RESERVADOS = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\.|$)", re.IGNORECASE)


def limpiar(nombre: str) -> str:
    """The last part of ``nombre`` as a harmless file name of at most ``LARGO`` characters.

    Raises ``ArchivoRechazado`` for a NUL, which no honest program writes.
    """
    if "\x00" in nombre:
        raise rechazo("nombre")
    parte = una_linea(re.split(r"[/\\]", nombre)[-1])
    parte = re.sub(r'["<>:|?*;]', "_", parte).strip(". ")
    if not parte:
        return "archivo"
    # Windows opens a device for these names, whatever the extension.
    if _RESERVADOS.match(parte):
        parte = f"_{parte}"
    raiz, punto, extension = parte.rpartition(".")
    if punto and len(extension) <= 10:
        return f"{raiz[: LARGO - len(extension) - 1]}.{extension}"
    return parte[:LARGO]


def extension(nombre: str) -> str:
    """The last extension in lower case, aliases joined (``FOTO.JPEG`` → ``jpg``); empty without one."""
    raiz, punto, ultima = nombre.rpartition(".")
    ultima = ultima.lower()
    return ALIAS.get(ultima, ultima) if raiz and punto else ""
