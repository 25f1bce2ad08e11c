"""A register of any size for measuring: supplies with four invoices each, made by arithmetic, in CSV and XLSX."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from nucleo.comun.hojas import FECHA, Columna, Hoja, escribir
from suministros.carga import columnas
from suministros.models import ClaseCarga

POR_SUMINISTRO = 4
_COMUNAS = ("Ñuñoa", "Santiago", "Valparaíso", "Concepción", "Antofagasta", "05101", "Puerto Montt", "Arica")
_NOMBRES = ("Ana Díaz Soto", "José Peña Ruiz", "Comercial Las Ñipas SpA", "María Núñez Mardones", "Luis Tapia Vera")


def rut(n: int) -> str:
    suma = sum(int(cifra) * (2 + i % 6) for i, cifra in enumerate(reversed(str(n))))
    digito = "0123456789K0"[11 - suma % 11]
    return f"{n:,}-{digito}".replace(",", ".")


def suministros(cuantos: int, cambio: str = "") -> Iterator[list[Any]]:
    for n in range(cuantos):
        yield [
            f"{2_000_000_000 + n}", f"{_NOMBRES[n % 5]} {n}", "RUT", rut(6_000_000 + n), f"Los Aromos {n} {cambio}",
            _COMUNAS[n % 8], "BT1", "Suspendido" if n % 50 == 0 else "Activo", "Al día" if n % 7 else "Con corte",
        ]  # fmt: skip


def facturas(de: int) -> Iterator[list[Any]]:
    """Amounts with dots and dates of Chile; in a workbook, numbers and Excel's own."""
    meses = [date(2026, mes, 1) for mes in (8, 9, 10, 11)]
    for n in range(de):
        for k, mes in enumerate(meses):
            yield [
                f"{2_000_000_000 + n}", f"F{n}-{mes:%y%m}", f"{mes:%m-%Y}", 10_000 + (n * 37 + k * 911) % 90_000,
                mes + timedelta(days=2), mes + timedelta(days=22), "Pagada" if k < 3 else "Pendiente",
                f"R{n:07}{k}",
            ]  # fmt: skip


def titulos(clase: ClaseCarga) -> list[str]:
    return [columna.titulo for columna in columnas.de(clase).columnas]


def en_csv(ruta: Path, clase: ClaseCarga, filas: Iterator[list[Any]]) -> Path:
    with ruta.open("w", encoding="utf-8") as salida:
        salida.write(";".join(titulos(clase)) + "\n")
        salida.writelines(";".join(map(_en_chile, fila)) + "\n" for fila in filas)
    return ruta


def en_libro(ruta: Path, clase: ClaseCarga, filas: Iterator[list[Any]], cuantas: int) -> Path:
    propias = [Columna(titulo, "", FECHA if "Fecha" in titulo else "") for titulo in titulos(clase)]
    escribir(ruta, [Hoja("Registro", propias, filas, cuantas)], por_hoja=1_000_000)
    return ruta


def con_malas(filas: Sequence[list[Any]], cuantas: int) -> list[list[Any]]:
    """The same, ``cuantas`` of them with a comuna that does not exist."""
    cada = max(1, len(filas) // cuantas)
    return [
        [*fila[:5], "Atlántida", *fila[6:]] if n % cada == 0 and n // cada < cuantas else fila
        for n, fila in enumerate(filas)
    ]


def _en_chile(valor: Any) -> str:
    if isinstance(valor, date):
        return f"{valor:%d-%m-%Y}"
    return f"{valor:,}".replace(",", ".") if isinstance(valor, int) else str(valor)
