"""Excel files, behind one small module: the writer can change, the rest of the portal does not know it.

Texts are written as texts whatever they start with, so none becomes a formula (OUT-2).
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any

from rustpy_xlsxwriter import FastExcel, Format

FILAS_POR_HOJA = 1_048_575  # Excel's limit less the header row
FECHA, FECHA_HORA, ENTERO, TEXTO = "dd-mm-yyyy", "dd-mm-yyyy hh:mm", "0", ""


@dataclass(frozen=True)
class Columna:
    """``titulo`` heads the column; ``formato`` is one of the constants above; ``significado`` explains it."""

    titulo: str
    significado: str
    formato: str = TEXTO
    ancho: float = 16.0


@dataclass(frozen=True)
class Hoja:
    """A sheet: ``filas`` is read once and kept nowhere; ``total`` says how many come, for the split."""

    nombre: str
    columnas: Sequence[Columna]
    filas: Iterable[Sequence[Any]]
    total: int


def escribir(ruta: Path, hojas: Sequence[Hoja], *, por_hoja: int = FILAS_POR_HOJA) -> None:
    """Writes the sheets to ``ruta``. One with more rows than Excel takes goes on in ``nombre 2``, ``nombre 3``…"""
    libro = FastExcel(str(ruta)).freeze(row=1)
    for hoja in hojas:
        filas = iter(hoja.filas)
        partes = max(1, -(-hoja.total // por_hoja))
        for numero in range(1, partes + 1):
            # The last part takes what is left: a row more than was counted must not be lost without a word.
            tramo = filas if numero == partes else islice(filas, por_hoja)
            libro = libro.sheet(
                hoja.nombre if numero == 1 else f"{hoja.nombre} {numero}",
                _registros(hoja.columnas, tramo),
                column_formats={c.titulo: Format().set_num_format(c.formato) for c in hoja.columnas if c.formato},
                column_widths={c.titulo: c.ancho for c in hoja.columnas},
            )
    libro.save()


def _registros(columnas: Sequence[Columna], filas: Iterator[Sequence[Any]]) -> Iterator[dict[str, Any]]:
    titulos = [columna.titulo for columna in columnas]
    vacia = True
    for fila in filas:
        vacia = False
        yield dict(zip(titulos, fila, strict=True))
    if vacia:
        # The writer takes the header from the first record.
        yield dict.fromkeys(titulos)
