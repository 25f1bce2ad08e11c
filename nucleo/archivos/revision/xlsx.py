"""XLSX: a ZIP with a workbook in it and no macros. Its sheets are read later, as a stream, by who wants the rows."""

from pathlib import Path

import olefile

from nucleo.archivos.revision import zip as paquete
from nucleo.archivos.revision.docx import cifrado
from nucleo.archivos.revision.rechazo import Rechazo

INFLADO = 4 * 1024**3  # bytes declared by all entries; a million rows of eight columns are about 400 MB
_LIBRO, _TIPOS = "xl/workbook.xml", "[Content_Types].xml"


def comprobar(ruta: Path, limpia: Path | None) -> bool:
    """Raises ``Rechazo``. Stored as received."""
    if olefile.isOleFile(str(ruta)):
        raise Rechazo("clave" if cifrado(ruta) else "contenido")
    entradas = paquete.entradas(ruta)
    nombres = {entrada.filename for entrada in entradas}
    if not {_LIBRO, _TIPOS} <= nombres:
        raise Rechazo("contenido")
    if any("vbaproject" in nombre.lower() for nombre in nombres):
        raise Rechazo("activo-word")
    if sum(entrada.file_size for entrada in entradas) > INFLADO:
        raise Rechazo("complejo")
    return False
