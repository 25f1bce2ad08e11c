"""From a file, CSV or XLSX, to its lines in the order of our columns."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from nucleo.comun.texto import compacto, una_linea
from suministros.carga import csvs, libros, lugares
from suministros.carga.columnas import EJEMPLO, Formato, plegado
from suministros.carga.errores import ArchivoIlegible

MAXIMO_LINEAS = 3_000_000
COLUMNAS_MAXIMAS = 200
Avance = Callable[[int, int | None], None]
_EJEMPLO = compacto(EJEMPLO)
_CADA = 2_000


@dataclass
class Lectura:
    """What ``lineas`` said by the way: which sheets hold our columns, and which were left out."""

    formato: Formato
    avance: Avance
    leidas: list[str] = field(default_factory=list)
    ajenas: list[str] = field(default_factory=list)

    def lineas(self, ruta: Path, nombre: str) -> Iterator[tuple[int, list[str]]]:
        """Where each line stands, and its cells in our order. Raises ``ArchivoIlegible``."""
        cuantas = 0
        for linea, celdas in self._del_libro(ruta) if nombre.lower().endswith(".xlsx") else self._del_csv(ruta):
            cuantas += 1
            if cuantas > MAXIMO_LINEAS:
                raise ArchivoIlegible("El archivo tiene más de 3.000.000 de líneas. Divídelo en varios.")
            yield linea, celdas
        if not cuantas:
            raise ArchivoIlegible("El archivo trae los nombres de las columnas y ninguna línea. Agrégalas y súbelo.")

    def _del_csv(self, ruta: Path) -> Iterator[tuple[int, list[str]]]:
        yield from self._de_una(0, csvs.filas(ruta), csvs.contar(ruta), None)

    def _del_libro(self, ruta: Path) -> Iterator[tuple[int, list[str]]]:
        error: ArchivoIlegible | None = None
        with libros.abrir(ruta) as libro:
            total = sum(hoja.filas for hoja in libro.hojas) or None
            hechas = 0
            for n, hoja in enumerate(libro.hojas):
                try:
                    antes = hechas
                    for linea, celdas in self._de_una(n, libro.filas(hoja), total, hoja.nombre, antes):
                        hechas += 1
                        yield linea, celdas
                except _SinColumnas as falta:
                    error = error or falta
                    self.ajenas.append(hoja.nombre)
        if not self.leidas:
            raise error or ArchivoIlegible("El libro no tiene hojas con datos. Usa la plantilla y vuelve a subirlo.")

    def _de_una(
        self, hoja: int, filas: Iterator[csvs.Fila], total: int | None, nombre: str | None, antes: int = 0
    ) -> Iterator[tuple[int, list[str]]]:
        primera = next(filas, None)
        if primera is None:
            raise _SinColumnas("El archivo está vacío. Descarga la plantilla, complétala y vuelve a subirla.")
        orden = _orden(self.formato, primera[1])
        self.leidas.append(nombre or "")
        ultima = max(orden)
        for cuantas, (fila, celdas) in enumerate(filas, start=antes + 1):
            if cuantas % _CADA == 0:
                self.avance(cuantas, max(total, cuantas) if total else None)
            if len(celdas) <= ultima:
                celdas = [*celdas, *[""] * (ultima + 1 - len(celdas))]
            propias = [celdas[n] for n in orden]
            if compacto(propias[0]) != _EJEMPLO:
                yield lugares.numero(hoja, fila), propias


class _SinColumnas(ArchivoIlegible):
    """One sheet has not our columns; another may."""


def _orden(formato: Formato, encabezado: list[str]) -> list[int]:
    """Where each of our columns stands. Raises ``_SinColumnas`` naming those that are missing or come twice."""
    if len(encabezado) > COLUMNAS_MAXIMAS:
        raise _SinColumnas(f"El archivo tiene más de {COLUMNAS_MAXIMAS} columnas. Deja solo las de la plantilla.")
    titulos = [plegado(una_linea(celda)) for celda in encabezado]
    orden, faltan, dobles = [], [], []
    for columna in formato.columnas:
        halladas = [n for n, titulo in enumerate(titulos) if titulo in columna.nombres]
        orden += halladas[:1]
        faltan += [columna.titulo] if not halladas else []
        dobles += [columna.titulo] if len(halladas) > 1 else []
    if faltan:
        una = len(faltan) == 1
        que, como = ("Falta la columna", "Agrégala") if una else ("Faltan las columnas", "Agrégalas")
        raise _SinColumnas(f"{que} {_citadas(faltan)}. {como} con los títulos de la plantilla, en la primera línea.")
    if dobles:
        raise _SinColumnas(f"La columna {_citadas(dobles)} viene más de una vez. Deja una sola.")
    return orden


def _citadas(titulos: list[str]) -> str:
    return ", ".join(f"«{titulo}»" for titulo in titulos)
