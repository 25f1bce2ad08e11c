"""The lines of a CSV, as a stream: letters and separator found out, nothing held but one line."""

import codecs
import csv
from collections.abc import Iterator
from pathlib import Path

from suministros.carga.errores import ArchivoIlegible
from suministros.carga.lugares import POR_HOJA

Fila = tuple[int, list[str]]
COMENTARIO = "#"
LARGO_DE_LINEA = 1024 * 1024  # characters
_TROZO = 1024 * 1024
_SEPARADORES = (";", ",", "\t")


def contar(ruta: Path) -> int:
    """About how many lines there are, for the progress."""
    with open(ruta, "rb") as archivo:
        return sum(trozo.count(b"\n") for trozo in iter(lambda: archivo.read(_TROZO), b""))


def filas(ruta: Path) -> Iterator[Fila]:
    """The number of the line where each row begins, and its cells; neither blank ones nor the comments on top."""
    with open(ruta, encoding=_letras(ruta), errors="replace", newline="") as archivo:
        lineas = _Lineas(iter(lambda: archivo.readline(LARGO_DE_LINEA), ""))
        primera = next((linea for linea in lineas if linea.strip() and not _es_comentario(linea)), "")
        if not primera:
            return
        lineas.devolver(primera)
        antes = lineas.leidas - 1
        lector = csv.reader(lineas, delimiter=_separador(primera), strict=True)
        try:
            for celdas in lector:
                numero, antes = antes + 1, lineas.leidas
                if any(celdas):
                    yield numero, celdas
        except csv.Error:
            raise ArchivoIlegible(
                f"Las comillas de la línea {antes + 1} no se cierran. Corrígela y vuelve a subir el archivo."
            ) from None


def _es_comentario(linea: str) -> bool:
    return linea.lstrip('"').startswith(COMENTARIO)


class _Lineas:
    """The lines of a file, none longer than fits, counted; the last one may be given back once."""

    def __init__(self, lineas: Iterator[str]) -> None:
        self._lineas, self._devuelta, self.leidas = lineas, "", 0

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        if self._devuelta:
            linea, self._devuelta = self._devuelta, ""
            return linea
        linea = next(self._lineas)
        self.leidas += 1
        if len(linea) >= LARGO_DE_LINEA:
            raise ArchivoIlegible(f"La línea {self.leidas} es demasiado larga. Guarda la planilla como CSV otra vez.")
        if self.leidas >= POR_HOJA:
            raise ArchivoIlegible("El archivo tiene demasiadas líneas. Divídelo en varios.")
        return linea

    def devolver(self, linea: str) -> None:
        self._devuelta = linea


def _separador(linea: str) -> str:
    return max(_SEPARADORES, key=linea.count)


def _letras(ruta: Path) -> str:
    """UTF-8 when all of the file is; else what Excel writes in Chile, which is Latin-1 and a few signs more."""
    with open(ruta, "rb") as archivo:
        inicio = archivo.read(4)
        if inicio.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
            return "utf-16"
        archivo.seek(0)
        lector = codecs.getincrementaldecoder("utf-8")()
        try:
            for trozo in iter(lambda: archivo.read(_TROZO), b""):
                lector.decode(trozo)
            lector.decode(b"", final=True)
        except UnicodeDecodeError:
            return "cp1252"
    return "utf-8-sig"
