"""Excel and CSV files, behind one small module: the writer can change, the rest of the portal does not know it.

Texts are written as texts whatever they start with, so none becomes a formula (OUT-2, OUT-3).
"""

import csv
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from pathlib import Path
from typing import Any

from rustpy_xlsxwriter import FastExcel, Format

from nucleo.comun.reloj import CHILE

FILAS_POR_HOJA = 1_048_575  # Excel's limit less the header row
# What a spreadsheet takes for the beginning of a formula, and our own mark, so that taking one away gives the text.
PELIGROSAS = frozenset("=+-@\t\r＝＋－＠'")
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
    libro = FastExcel(str(ruta), output_format="xlsx").format(bold_headers=True).freeze(row=1)
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
                autofilter=True,
            )
    libro.save()


def hora_de_chile(instante: datetime | None) -> datetime | None:
    """Excel knows no time zones: the hour that a clock in Chile showed, to the second."""
    return instante.astimezone(CHILE).replace(tzinfo=None, microsecond=0) if instante else None


def _registros(columnas: Sequence[Columna], filas: Iterator[Sequence[Any]]) -> Iterator[dict[str, Any]]:
    titulos = [columna.titulo for columna in columnas]
    vacia = True
    for fila in filas:
        vacia = False
        yield dict(zip(titulos, fila, strict=True))
    if vacia:
        # The writer takes the header from the first record.
        yield dict.fromkeys(titulos)


def escribir_csv(ruta: Path, columnas: Sequence[Columna], filas: Iterable[Sequence[Any]]) -> None:
    """RFC 4180 in UTF-8 with its mark, which Excel needs to read accents. Dates as ``2026-12-31 23:59:59``.

    A text that a spreadsheet would run begins with ``'``; so does one that begins with ``'`` itself, and whoever reads
    the file takes one away.
    """
    with ruta.open("w", encoding="utf-8-sig", newline="") as salida:
        escritor = csv.writer(salida)
        escritor.writerow([columna.titulo for columna in columnas])
        escritor.writerows([_inofensiva(valor) for valor in fila] for fila in filas)


def _inofensiva(valor: Any) -> Any:
    return f"'{valor}" if isinstance(valor, str) and valor[:1] in PELIGROSAS else valor
