"""What the measures of the sheets share: one cost, the same cells by openpyxl, and many rows made of one."""

import re
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.db import connection
from openpyxl import Workbook

from nucleo.comun.hojas import Columna
from solicitudes.models import Solicitud

MEGA = 1024.0


@dataclass(frozen=True)
class Costo:
    """``segundos`` of the wall, ``cpu`` of this process; ``pico``, its peak memory, and how much is new, in MB."""

    segundos: float
    cpu: float
    pico: float
    crece: float

    def __str__(self) -> str:
        return f"{self.segundos:.2f} s ({self.cpu:.2f} de CPU), pico {self.pico:.0f} MB ({self.crece:.1f} nuevos)"


def costo(funcion: Callable[[], object]) -> Costo:
    """Runs it once."""
    Path("/proc/self/clear_refs").write_text("5")  # the peak starts again from what is held now
    antes, reloj, cpu = _pico(), time.perf_counter(), time.process_time()
    funcion()
    segundos, cpu = time.perf_counter() - reloj, time.process_time() - cpu
    return Costo(segundos, cpu, _pico(), _pico() - antes)


def _pico() -> float:
    hallado = re.search(r"VmHWM:\s+(\d+)", Path("/proc/self/status").read_text())
    assert hallado
    return int(hallado[1]) / MEGA


def con_openpyxl(ruta: Path, columnas: Sequence[Columna], filas: Iterable[Sequence[Any]]) -> None:
    """The same cells by openpyxl's write-only mode, the figure that ours is compared with."""
    libro = Workbook(write_only=True)
    hoja = libro.create_sheet("Hoja")
    hoja.append([columna.titulo for columna in columnas])
    for fila in filas:
        hoja.append(fila)
    libro.save(ruta)


def multiplicar(solicitud: Solicitud, veces: int) -> None:
    """Adds ``veces`` rows like this one, of later folios, without events: for what reads the table alone."""
    propias = {"id", "folio", "folio_numero"}
    campos = [campo.column for campo in Solicitud._meta.concrete_fields if campo.column not in propias]
    lista = ", ".join(f'"{campo}"' for campo in campos)
    prefijo = solicitud.folio.removesuffix(str(solicitud.folio_numero))
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO solicitudes_solicitud (folio, folio_numero, {lista}) "  # noqa: S608 - names of the model
            f"SELECT %s || (folio_numero + n), folio_numero + n, {lista} "
            "FROM solicitudes_solicitud, generate_series(1, %s) AS n WHERE id = %s",
            [prefijo, veces, solicitud.pk],
        )
        cursor.execute("ANALYZE solicitudes_solicitud")
