"""From the bytes of a bank's CSV to its credits. What cannot be read is said line by line, and loses no other."""

import csv
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date

from nucleo.comun.texto import buscable, una_linea
from nucleo.comun.valores import ValorIlegible, leer_fecha, leer_monto

MAXIMO_BYTES = 2 * 1024 * 1024
MAXIMO_LINEAS = 10_000
_LARGO_DEL_TEXTO = 300
_MUESTRAS = 3
_SEPARADORES = (";", ",", "\t")
_MARCAS_DE_ORDEN = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))


class CartolaIlegible(Exception):
    """The whole file is wrong; ``mensaje`` says what to do."""

    def __init__(self, mensaje: str) -> None:
        super().__init__(mensaje)
        self.mensaje = mensaje


@dataclass(frozen=True)
class Columnas:
    """Where date, amount and text stand, from 0."""

    fecha: int
    monto: int
    texto: int


@dataclass(frozen=True)
class Hoja:
    """The header as written, and (line number in the file, text) of all that follows."""

    nombres: list[str]
    separador: str
    lineas: list[tuple[int, str]]

    @property
    def encabezado(self) -> list[str]:
        """The folded names: what tells one format from another."""
        return [buscable(nombre) for nombre in self.nombres]

    def muestras(self) -> list[list[str]]:
        """The first rows, for whoever says what each column is."""
        filas = (_celdas(texto, self.separador) for _, texto in self.lineas[:_MUESTRAS])
        return [[*fila, *[""] * len(self.nombres)][: len(self.nombres)] for fila in filas if fila]


@dataclass(frozen=True)
class Abono:
    """``monto`` in whole pesos. ``vez``: 1 for the first of several equal lines, then 2…"""

    numero: int
    fecha: date
    monto: int
    texto: str
    vez: int = 1


@dataclass
class Lectura:
    abonos: list[Abono] = field(default_factory=list)
    cargos: int = 0
    ilegibles: list[tuple[int, str]] = field(default_factory=list)


def abrir(contenido: bytes) -> Hoja:
    """The sheet inside the file. Raises ``CartolaIlegible`` for whatever is wrong with all of it."""
    renglones = [(n, uno) for n, uno in enumerate(_decodificar(contenido).splitlines(), start=1) if uno.strip()]
    if not renglones:
        raise CartolaIlegible("La cartola está vacía. Descárgala de nuevo del banco y vuelve a subirla.")
    if len(renglones) - 1 > MAXIMO_LINEAS:
        maximo = f"{MAXIMO_LINEAS:,}".replace(",", ".")
        raise CartolaIlegible(f"La cartola tiene más de {maximo} líneas. Descárgala por períodos más cortos.")
    primera = renglones[0][1]
    separador = max(_SEPARADORES, key=lambda uno: len(_celdas(primera, uno)))
    nombres = [una_linea(celda)[:80] for celda in _celdas(primera, separador)]
    _exigir_encabezado(nombres)
    if len(renglones) == 1:
        raise CartolaIlegible("La cartola trae el encabezado y ninguna línea. Elige otro período en el banco.")
    return Hoja(nombres, separador, renglones[1:])


def leer(hoja: Hoja, columnas: Columnas) -> Lectura:
    """Its credits; debits and lines without amount are only counted."""
    lectura, veces = Lectura(), dict[tuple[date, int, str], int]()
    for numero, renglon in hoja.lineas:
        try:
            fecha, monto, texto = _fila(_celdas(renglon, hoja.separador), columnas)
        except ValorIlegible as error:
            lectura.ilegibles.append((numero, error.mensaje))
            continue
        if monto <= 0:
            lectura.cargos += 1
            continue
        veces[fecha, monto, texto] = vez = veces.get((fecha, monto, texto), 0) + 1
        lectura.abonos.append(Abono(numero, fecha, monto, texto, vez))
    return lectura


def _fila(celdas: list[str], columnas: Columnas) -> tuple[date, int, str]:
    if not celdas:
        raise ValorIlegible("Tiene comillas sin cerrar.")
    faltan = max(columnas.fecha, columnas.monto, columnas.texto) + 1
    if len(celdas) < faltan:
        cuantas = "1 columna" if len(celdas) == 1 else f"{len(celdas)} columnas"
        raise ValorIlegible(f"Tiene {cuantas} y faltan datos.")
    monto = leer_monto(celdas[columnas.monto])
    return leer_fecha(celdas[columnas.fecha]), monto, una_linea(celdas[columnas.texto])[:_LARGO_DEL_TEXTO]


def _celdas(renglon: str, separador: str) -> list[str]:
    """The cells of one line; none when its quotes do not close. By line, so that one bad quote spoils no other."""
    try:
        return next(csv.reader([renglon], delimiter=separador, strict=True), [])
    except csv.Error:
        return []


def _decodificar(contenido: bytes) -> str:
    for marca, nombre in _MARCAS_DE_ORDEN:
        if contenido.startswith(marca):
            return _en(contenido, nombre)
    if b"\0" in contenido:
        raise CartolaIlegible("El archivo no es un CSV. Ábrelo en Excel, guárdalo como CSV y vuelve a subirlo.")
    try:
        return contenido.decode("utf-8")
    except UnicodeDecodeError:
        # What Excel writes in Chile; the five bytes that it has not are taken as Latin-1 takes them.
        return contenido.decode("cp1252", errors="replace")


def _en(contenido: bytes, nombre: str) -> str:
    try:
        return contenido.decode(nombre)
    except UnicodeDecodeError:
        raise CartolaIlegible(
            "No pudimos leer las letras de la cartola. Guárdala como CSV UTF-8 y vuelve a subirla."
        ) from None


def _exigir_encabezado(nombres: list[str]) -> None:
    if len(nombres) < 3:
        raise CartolaIlegible(
            "No reconocimos al menos tres columnas. Sepáralas con coma, punto y coma o tabulación y vuelve a subirla."
        )
    if any(_parece_dato(nombre) for nombre in nombres):
        raise CartolaIlegible(
            "La primera línea debe traer los nombres de las columnas. Agrégala, o borra lo que haya antes de ella."
        )


def _parece_dato(celda: str) -> bool:
    return bool(celda) and (_se_lee(leer_fecha, celda) or _se_lee(leer_monto, celda))


def _se_lee(leer_uno: Callable[[str], object], celda: str) -> bool:
    try:
        leer_uno(celda)
    except ValorIlegible:
        return False
    return True
