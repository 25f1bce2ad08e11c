"""What 'Ver' shows: a file drawn as pictures, never the original in the page (DISENO 14, 'Files').

Drawn when first asked for, in the process apart of the checks, and kept beside the store under the file's own digest
for a week. Nothing here asks who may see it: ``entrega`` does, for the page and for each picture.
"""

import json
import logging
import shutil
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from nucleo.archivos import almacen
from nucleo.archivos.models import Archivo
from nucleo.archivos.revision import proceso

registro = logging.getLogger(__name__)
DIBUJABLES = frozenset({"application/pdf", "image/jpeg", "image/png"})
VISTAS = "vistas"
FICHA = "vista.json"
SE_GUARDAN = 7 * 24 * 60 * 60  # seconds
SIN_VISTA, PASAJERO = "sin-vista", "sin-revisar"


@dataclass(frozen=True)
class Pagina:
    """``nombre`` of its file; ``ancho`` and ``alto`` in pixels."""

    nombre: str
    ancho: int
    alto: int


@dataclass(frozen=True)
class Vista:
    """``total``: pages of the document. ``motivo``: why there is no picture, a code ("" when there are)."""

    paginas: tuple[Pagina, ...] = ()
    total: int = 0
    motivo: str = ""


def de(archivo: Archivo) -> Vista:
    """The preview of ``archivo``, drawn now if it was not (10 seconds at most)."""
    if archivo.tipo not in DIBUJABLES:
        return Vista(motivo=SIN_VISTA)
    carpeta = _carpeta(archivo.sha256_guardado)
    return _leer(carpeta) or _dibujar(almacen.ruta(archivo.sha256_guardado), carpeta)


def ruta(archivo: Archivo, pagina: int) -> Path | None:
    """The picture of page ``pagina`` (from 1), drawn again if the week is over; None if there is none."""
    vista = de(archivo)
    if not 1 <= pagina <= len(vista.paginas):
        return None
    camino = _carpeta(archivo.sha256_guardado) / vista.paginas[pagina - 1].nombre
    return camino if camino.is_file() else None


def borrar(sha256: str) -> None:
    """With the file: what was drawn of it says the same."""
    shutil.rmtree(_carpeta(sha256), ignore_errors=True)


def barrer() -> int:
    """Removes the previews older than a week, and those of files that no row has; returns how many."""
    viejas = [
        carpeta for carpeta in (almacen.raiz() / VISTAS).glob("[0-9a-f][0-9a-f]/*") if _vieja(carpeta) or _sola(carpeta)
    ]
    for carpeta in viejas:
        shutil.rmtree(carpeta, ignore_errors=True)
    return len(viejas)


def _carpeta(sha256: str) -> Path:
    original = almacen.ruta(sha256)
    return almacen.raiz() / VISTAS / original.parent.name / original.name


def _leer(carpeta: Path) -> Vista | None:
    try:
        return _vista(json.loads((carpeta / FICHA).read_text()))
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _vista(ficha: dict[str, Any]) -> Vista:
    if ficha.get("motivo"):
        return Vista(motivo=str(ficha["motivo"]))
    return Vista(tuple(Pagina(*pagina) for pagina in ficha["paginas"]), int(ficha["total"]))


def _dibujar(original: Path, carpeta: Path) -> Vista:
    """Draws in transit and moves the whole folder: nobody ever sees half a preview."""
    provisional = Path(tempfile.mkdtemp(dir=almacen.carpeta_de_transito()))
    try:
        ficha = proceso.dibujar(original, provisional)
        vista = _vista(ficha)
        if vista.motivo == PASAJERO:
            return vista
        if vista.motivo:
            registro.info("Un archivo no se pudo dibujar: %s", vista.motivo)
        (provisional / FICHA).write_text(json.dumps(ficha))
        provisional.chmod(almacen.MODO_CARPETA)
        for dibujo in provisional.iterdir():
            dibujo.chmod(almacen.MODO_ARCHIVO)
        almacen.hacer_carpeta(carpeta.parent)
        try:
            provisional.rename(carpeta)
        except OSError:  # another request drew it meanwhile
            return _leer(carpeta) or vista
        return vista
    finally:
        shutil.rmtree(provisional, ignore_errors=True)


def _vieja(carpeta: Path) -> bool:
    try:
        return time.time() - carpeta.stat().st_mtime > SE_GUARDAN
    except FileNotFoundError:
        return False


def _sola(carpeta: Path) -> bool:
    return not Archivo.objects.filter(sha256_guardado=carpeta.name, borrado_en=None).exists()
