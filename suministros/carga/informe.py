"""What a review found, as a workbook and as a CSV."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.db import connection

from nucleo.comun.hojas import TEXTO, Columna, Hoja, escribir, escribir_csv
from suministros.carga import tablas
from suministros.carga.lugares import en_palabras
from suministros.models import Carga, EstadoCarga, LineaRechazada

RECHAZOS = (
    Columna("Línea", "La línea o la fila de tu archivo", TEXTO, 14),
    Columna("Columna", "", TEXTO, 24),
    Columna("Qué dice", "", TEXTO, 32),
    Columna("Qué hacer", "", TEXTO, 70),
)
_RESUMEN = (Columna("Dato", "", TEXTO, 34), Columna("Valor", "", TEXTO, 40))
_AUSENTES = (Columna("N° de suministro", "", TEXTO, 24), Columna("Nombre del titular", "", TEXTO, 40))
_A_LA_VEZ = 5_000


def escribir_informe(ruta: Path, carga: Carga) -> None:
    """Counts, every refused line, and the supplies of the register that the file does not bring."""
    hojas = [
        Hoja("Resumen", _RESUMEN, _resumen(carga), 12),
        Hoja("Líneas rechazadas", RECHAZOS, rechazos(carga), carga.rechazos.count()),
    ]
    if carga.estado == EstadoCarga.LISTA and carga.ausentes:
        hojas.append(Hoja("No vienen en el archivo", _AUSENTES, _ausentes(carga), carga.ausentes))
    escribir(ruta, hojas)


def escribir_rechazos(ruta: Path, carga: Carga) -> None:
    escribir_csv(ruta, RECHAZOS, rechazos(carga))


def rechazos(carga: Carga) -> Iterator[tuple[str, str, str, str]]:
    """Each refused cell, in the order of the file."""
    filas = LineaRechazada.objects.filter(carga=carga).order_by("linea", "id")
    campos = filas.values_list("linea", "columna", "escrito", "que_hacer")
    for linea, columna, escrito, que_hacer in campos.iterator(chunk_size=_A_LA_VEZ):
        yield en_palabras(linea), columna, escrito, que_hacer


def _resumen(carga: Carga) -> list[tuple[str, str]]:
    numeros = (
        ("Líneas leídas", carga.lineas), ("Nuevas", carga.nuevas), ("Cambian", carga.cambiadas),
        ("Iguales", carga.iguales), ("Rechazadas", carga.rechazadas), ("No vienen en el archivo", carga.ausentes),
        ("Vínculos cuyo titular cambia", carga.titulares), ("Vínculos con suministro retirado", carga.retirados),
    )  # fmt: skip
    textos = (
        ("Archivo", carga.nombre), ("SHA-256", carga.huella), ("Estado", carga.get_estado_display()),
        ("Qué pasa", carga.mensaje or carga.hojas),
    )  # fmt: skip
    return [*textos, *((que, str(cuanto)) for que, cuanto in numeros)]


def _ausentes(carga: Carga) -> Iterator[tuple[Any, ...]]:
    """Only while the lines are staged."""
    datos = {"carga": carga.pk, "distribuidora": carga.distribuidora_id}
    with connection.chunked_cursor() as cursor:
        cursor.execute(f"SELECT s.numero, s.titular_nombre {tablas.AUSENTES} ORDER BY s.numero_compacto", datos)
        while filas := cursor.fetchmany(_A_LA_VEZ):
            yield from filas
