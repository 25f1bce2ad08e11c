"""DOC (UP-6): an OLE file with a Word document, whole, and without macros, passwords or embedded files."""

from pathlib import Path

import olefile

from nucleo.archivos.revision.rechazo import Rechazo

_MACROS = frozenset({"macros", "vba", "_vba_project", "_vba_project_cur", "vba_project", "dir_vba"})
_INCRUSTADOS = frozenset({"\x01ole10native", "package", "objectpool"})
_CIFRADO = frozenset({"encryptedpackage", "encryptioninfo"})
FIB = b"\xec\xa5"
_FIB_BANDERAS, _F_CIFRADO = 10, 0x0100


def comprobar(ruta: Path, limpia: Path | None) -> bool:
    """Raises ``Rechazo``. Stored as received."""
    if not olefile.isOleFile(str(ruta)):
        raise Rechazo("contenido")
    try:
        with olefile.OleFileIO(str(ruta), raise_defects=olefile.DEFECT_INCORRECT) as ole:
            _exigir(ole)
    except Rechazo:
        raise
    except Exception:
        # olefile raises its own error, OSError, IndexError, struct.error… for a file cut short or twisted.
        raise Rechazo("danado") from None
    return False


def _exigir(ole: olefile.OleFileIO) -> None:
    nombres = {parte.lower() for ruta in ole.listdir(streams=True, storages=True) for parte in ruta}
    if nombres & _CIFRADO:
        raise Rechazo("clave")
    if nombres & (_MACROS | _INCRUSTADOS):
        raise Rechazo("activo-word")
    if not ole.exists("WordDocument"):
        raise Rechazo("contenido")
    principal = ole.openstream("WordDocument").read(32)
    if len(principal) < 32:
        raise Rechazo("danado")
    if not principal.startswith(FIB):
        raise Rechazo("contenido")
    if int.from_bytes(principal[_FIB_BANDERAS : _FIB_BANDERAS + 2], "little") & _F_CIFRADO:
        raise Rechazo("clave")
    for ruta in ole.listdir():
        flujo = ole.openstream(ruta)
        if len(flujo.read()) < flujo.size:
            raise Rechazo("danado")
