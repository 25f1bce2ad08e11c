"""The PDFs inside a ZIP, taken out one by one and bounded; each goes through the door of every upload."""

import tempfile
import zipfile
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path, PurePosixPath

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
            with closing(tempfile.TemporaryFile()) as salida, paquete.open(entrada) as flujo:
                salida.write(flujo.read(MAXIMO_PDF + 1))
                salida.seek(0)
                yield UploadedFile(salida, PurePosixPath(entrada.filename).name, size=entrada.file_size)


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
