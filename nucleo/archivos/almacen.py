"""The private store: ``<sha256[:2]>/<sha256>`` under ``settings.ARCHIVOS_DIR``, outside any served tree.

Content addressing proves integrity and keeps equal files once. Crash order (seguridad.md 4.2): temporary file
in the same file system, fsync, rename, fsync of the directory, and only then a row: a crash leaves at most an
orphan, never a row without its file.
"""

import hashlib
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings

from nucleo.comun.transacciones import uno_a_la_vez

MODO_ARCHIVO = 0o640
MODO_CARPETA = 0o750
EN_TRANSITO = "en-transito"


def raiz() -> Path:
    return Path(settings.ARCHIVOS_DIR)


def ruta(sha256: str) -> Path:
    """Where the file of that digest lives. Raises ValueError for what is not a digest."""
    if len(sha256) != 64 or not set(sha256) <= set("0123456789abcdef"):
        raise ValueError("No es un sha256")
    return raiz() / sha256[:2] / sha256


def hacer_carpeta(carpeta: Path) -> Path:
    """``carpeta`` made with its mode whatever the umask. A new one's parent is synced: its name must survive."""
    if not carpeta.is_dir():
        if carpeta != raiz():
            hacer_carpeta(carpeta.parent)
        carpeta.mkdir(parents=True, exist_ok=True)
        # mkdir's mode passes through the umask, and changing the umask is a race between threads (V27).
        carpeta.chmod(MODO_CARPETA)
        _sincronizar(carpeta.parent)
    return carpeta


def _sincronizar(carpeta: Path) -> None:
    descriptor = os.open(carpeta, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def carpeta_de_transito() -> Path:
    """Where files wait while they are read and checked; what a crash leaves there is swept after a day."""
    return hacer_carpeta(raiz() / EN_TRANSITO)


@contextmanager
def provisional() -> Iterator[Path]:
    """A new empty file in the store's file system, gone at the end of the block unless ``guardar`` took it."""
    descriptor, nombre = tempfile.mkstemp(dir=carpeta_de_transito())
    os.close(descriptor)
    camino = Path(nombre)
    try:
        yield camino
    finally:
        camino.unlink(missing_ok=True)


def asentar(camino: Path) -> str:
    """Gives the provisional file its mode and puts its bytes on the disk for good; its digest."""
    camino.chmod(MODO_ARCHIVO)
    with open(camino, "rb+") as archivo:
        os.fsync(archivo.fileno())
        return hashlib.file_digest(archivo, "sha256").hexdigest()


def guardar(camino: Path, sha256: str) -> Path:
    """Moves the settled file to its final name, durably. Call it holding ``cerrojo(sha256)``.

    An equal file already there is replaced, which also repairs it if it was damaged.
    """
    destino = ruta(sha256)
    hacer_carpeta(destino.parent)
    camino.replace(destino)
    _sincronizar(destino.parent)
    return destino


def cerrojo(sha256: str) -> None:
    """Holds that digest until the transaction ends, so that the sweep and a new row cannot cross."""
    uno_a_la_vez(f"archivo:{sha256}")
