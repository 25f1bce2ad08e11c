"""The PDFs inside a ZIP, taken out one by one and bounded; each goes through the door of every upload."""

import tempfile
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path, PurePosixPath
from typing import IO

from django.core.files.uploadedfile import UploadedFile

MB = 1024 * 1024
ENTRADAS = 500
MAXIMO_PDF = 2 * MB


def sueltos(ruta: Path, nombre: str) -> Iterator[UploadedFile]:
    """The one PDF, or the first ``ENTRADAS`` of the ZIP, without folders. One too large comes cut, with its size."""
    if not nombre.lower().endswith(".zip"):
        with open(ruta, "rb") as archivo:
            yield UploadedFile(archivo, nombre, size=ruta.stat().st_size)
        return
    with zipfile.ZipFile(ruta) as paquete:
        for entrada in _propias(paquete)[:ENTRADAS]:
            with closing(tempfile.TemporaryFile()) as salida:
                pesa = entrada.file_size if _sacar(paquete, entrada, salida) else 0
                salida.seek(0)
                yield UploadedFile(salida, PurePosixPath(entrada.filename).name, size=pesa)


def _sacar(paquete: zipfile.ZipFile, entrada: zipfile.ZipInfo, salida: IO[bytes]) -> bool:
    """False where the entry is damaged or packed in a way that cannot be read: the others still serve."""
    try:
        with paquete.open(entrada) as flujo:
            salida.write(flujo.read(MAXIMO_PDF + 1))
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError):
        salida.truncate(0)
        return False
    return True


def cuantos(ruta: Path, nombre: str) -> int:
    if not nombre.lower().endswith(".zip"):
        return 1
    with zipfile.ZipFile(ruta) as paquete:
        return len(_propias(paquete))


def _propias(paquete: zipfile.ZipFile) -> list[zipfile.ZipInfo]:
    """Without folders and what macOS adds."""
    return [
        entrada
        for entrada in paquete.infolist()
        if not entrada.is_dir() and not entrada.filename.startswith("__MACOSX/")
    ]
