"""Writes the two files: requests and events, as Excel with a sheet that explains it, or as CSV."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from django.db import connection

from fiscalizacion.sabana import columnas, consulta, eventos
from fiscalizacion.sabana.filtros import describir
from nucleo.bitacora import anclas
from nucleo.comun.hojas import Columna, Hoja, escribir, escribir_csv
from nucleo.comun.reloj import CHILE, ahora
from nucleo.comun.transacciones import foto
from nucleo.trabajos.constructores import Avance, contando

EXCEL, CSV = "xlsx", "csv"
FORMATOS = {EXCEL: "Excel", CSV: "CSV"}


def escribir_solicitudes(
    ruta: Path, filtros: Mapping[str, str], *, por: str, formato: str = EXCEL, avance: Avance | None = None
) -> int:
    """Writes the sábana to ``ruta`` and returns its number of rows. ``por``: who asked for it."""
    with foto():
        total = consulta.seleccionar(filtros).count()
        with consulta.leer(*consulta.consulta(filtros)) as leidas:
            hoja = Hoja("Solicitudes", columnas.COLUMNAS, _contadas(leidas, total, avance), total)
            _escribir(ruta, hoja, filtros, por, formato)
    return total


def escribir_eventos(
    ruta: Path, filtros: Mapping[str, str], *, por: str, formato: str = EXCEL, avance: Avance | None = None
) -> int:
    """The same for the events of those requests."""
    with foto():
        with connection.cursor() as cursor:
            cursor.execute(*eventos.cuantos(filtros))
            total = int(cursor.fetchone()[0])
        with consulta.leer(*eventos.consulta(filtros)) as leidas:
            hoja = Hoja("Eventos", eventos.COLUMNAS, _contadas(leidas, total, avance), total)
            _escribir(ruta, hoja, filtros, por, formato)
    return total


def _contadas(filas: Iterator[Any], total: int, avance: Avance | None) -> Iterator[Any]:
    return contando(filas, total, avance) if avance else filas


def _escribir(ruta: Path, hoja: Hoja, filtros: Mapping[str, str], por: str, formato: str) -> None:
    if formato == CSV:
        escribir_csv(ruta, hoja.columnas, hoja.filas)
    else:
        escribir(ruta, [hoja, _hoja_de_lectura(hoja, filtros, por)])


def _hoja_de_lectura(hoja: Hoja, filtros: Mapping[str, str], por: str) -> Hoja:
    """What each column means, which filters applied, how many rows, when and by whom."""
    lineas = [
        ("Generado", f"{ahora().astimezone(CHILE):%d-%m-%Y %H:%M} (hora de Chile)"),
        ("Por", por),
        ("Filas", f"{hoja.total}"),
        *_ancla(),
        *describir(filtros).items(),
        *((columna.titulo, columna.significado) for columna in hoja.columnas),
    ]
    titulos: Sequence[Columna] = (Columna("Dato", "", ancho=28.0), Columna("Significado", "", ancho=90.0))
    return Hoja("Lectura", titulos, lineas, len(lineas))


def _ancla() -> Iterator[tuple[str, str]]:
    """With which digest the log stood sealed when this file was made: the sheet is one more copy of it."""
    ancla = anclas.ultima()
    if ancla is None:
        yield "Última ancla de la bitácora", "Todavía no hay ninguna"
        return
    yield "Última ancla de la bitácora", f"{ancla.dia:%d-%m-%Y}"
    yield "Huella del ancla", ancla.huella.hex()
    yield "Firma del ancla", ancla.firma_corta or "Sin firma"
    yield (
        "Dónde se comprueba",
        "La huella debe ser la del correo de ese día a los administradores de la SEC y la del archivo "
        f"{anclas.nombre_de_archivo(ancla.dia)}. Soporte la compara con los eventos por verificar_anclas.",
    )
