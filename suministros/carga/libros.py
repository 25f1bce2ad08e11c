"""The rows of an XLSX, as a stream: two million lines within little memory.

openpyxl keeps every shared text in memory and takes two minutes a million rows; calamine keeps all cells. Here expat
reads the sheet while it inflates, and the shared texts wait in a file. No document type is taken, so no entity is.
"""

import mmap
import posixpath
import re
import tempfile
import zipfile
import zlib
from array import array
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any
from xml.parsers import expat

from suministros.carga import celdas
from suministros.carga.errores import ArchivoIlegible

COLUMNAS_MAXIMAS = 500
LARGO_DE_CELDA = 32_767  # Excel's own limit
PARTES_DE_TEXTO = 1_024  # in which expat gives one cell, each cut: a sheet of one endless cell fills no memory
_TROZO = 256 * 1024
_CON_PREFIJO = re.compile(rb"<\w+:(?:worksheet|sst|workbook|Relationships)\b")
_ENTERO = re.compile(r"-?\d+\.0+")
_DANADO = "El libro está dañado o no es de Excel. Ábrelo, guárdalo como .xlsx y vuelve a subirlo."


@dataclass(frozen=True)
class Hoja:
    """``filas``: as many as the sheet says it has, or 0."""

    nombre: str
    parte: str
    filas: int


@dataclass
class Libro:
    paquete: zipfile.ZipFile
    textos: "_Textos"
    hojas: list[Hoja]

    def filas(self, hoja: Hoja) -> Iterator[tuple[int, list[str]]]:
        """The number and the cells of each row that says something."""
        lector = _LectorDeHoja(self.textos)
        for _ in _parsear(self.paquete, hoja.parte, lector):
            yield from lector.tomar()


@contextmanager
def abrir(ruta: Path) -> Iterator[Libro]:
    """Raises ``ArchivoIlegible``, then or while its rows are read."""
    try:
        with zipfile.ZipFile(ruta) as paquete, tempfile.TemporaryFile() as aparte:
            textos = _Textos(aparte)
            if "xl/sharedStrings.xml" in paquete.namelist():
                for _ in _parsear(paquete, "xl/sharedStrings.xml", _LectorDeTextos(textos)):
                    pass
            textos.cerrar()
            yield Libro(paquete, textos, _hojas(paquete))
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, KeyError, expat.ExpatError, OSError):
        raise ArchivoIlegible(_DANADO) from None


def _parsear(paquete: zipfile.ZipFile, parte: str, lector: "_Lector") -> Iterator[None]:
    """Feeds the part to ``lector`` piece by piece."""
    analizador = expat.ParserCreate(namespace_separator=None)
    analizador.buffer_text = True
    analizador.StartDoctypeDeclHandler = _sin_tipo
    analizador.CharacterDataHandler = lector.texto
    with paquete.open(parte) as flujo:
        trozo = flujo.read(_TROZO)
        _atender(analizador, lector, con_prefijo=bool(_CON_PREFIJO.search(trozo[:1024])))
        while trozo:
            analizador.Parse(trozo, False)
            trozo = flujo.read(_TROZO)
            yield
    analizador.Parse(b"", True)
    yield


def _atender(analizador: Any, lector: "_Lector", *, con_prefijo: bool) -> None:
    """Some writers put a prefix before every name (``x:row``); only there is it looked for."""
    if con_prefijo:
        analizador.StartElementHandler = lambda nombre, atributos: lector.abre(nombre.partition(":")[2], atributos)
        analizador.EndElementHandler = lambda nombre: lector.cierra(nombre.partition(":")[2])
    else:
        analizador.StartElementHandler, analizador.EndElementHandler = lector.abre, lector.cierra


def _sin_tipo(*_: Any) -> None:
    raise ArchivoIlegible(_DANADO)


class _Textos:
    """The shared texts, in a file, by their number."""

    def __init__(self, archivo: IO[bytes]) -> None:
        self._archivo, self._desde = archivo, array("Q", [0])
        self._vista: mmap.mmap | bytes = b""

    def agregar(self, texto: str) -> None:
        escrito = texto.encode("utf-8", "replace")
        self._archivo.write(escrito)
        self._desde.append(self._desde[-1] + len(escrito))

    def cerrar(self) -> None:
        self._archivo.flush()
        if self._desde[-1]:
            self._vista = mmap.mmap(self._archivo.fileno(), 0, access=mmap.ACCESS_READ)

    def __getitem__(self, escrito: str) -> str:
        n = int(escrito) if escrito.isdecimal() and len(escrito) < 10 else len(self._desde)
        if n + 1 >= len(self._desde):
            raise ArchivoIlegible(_DANADO)
        return self._vista[self._desde[n] : self._desde[n + 1]].decode()


class _Lector:
    """What expat calls. ``_partes``: the text being read, None where none is wanted."""

    def __init__(self) -> None:
        self._partes: list[str] | None = None

    def abre(self, nombre: str, atributos: dict[str, str]) -> None:
        raise NotImplementedError

    def cierra(self, nombre: str) -> None:
        raise NotImplementedError

    def texto(self, texto: str) -> None:
        if self._partes is not None:
            if len(self._partes) > PARTES_DE_TEXTO:
                raise ArchivoIlegible(_DANADO)
            self._partes.append(texto[:LARGO_DE_CELDA])


class _LectorDeTextos(_Lector):
    """``<si><t>…</t></si>``, or several runs of them; what is for pronouncing (``rPh``) is not text."""

    def __init__(self, textos: _Textos) -> None:
        super().__init__()
        self._textos, self._fonetica, self._uno = textos, False, list[str]()

    def abre(self, nombre: str, atributos: dict[str, str]) -> None:
        if nombre == "si":
            self._uno = []
        elif nombre == "rPh":
            self._fonetica = True
        elif nombre == "t" and not self._fonetica:
            self._partes = self._uno

    def cierra(self, nombre: str) -> None:
        if nombre == "t":
            self._partes = None
        elif nombre == "rPh":
            self._fonetica = False
        elif nombre == "si":
            self._textos.agregar("".join(self._uno)[:LARGO_DE_CELDA])


class _LectorDeHoja(_Lector):
    """``<row r><c r t><v>`` of a sheet: its rows wait in ``_listas`` until they are taken."""

    def __init__(self, textos: _Textos) -> None:
        super().__init__()
        self._textos = textos
        self._listas: list[tuple[int, list[str]]] = []
        self._fila: list[str] = []
        self._numero, self._columna, self._tipo, self._formula = 0, -1, "", False
        self._uno: list[str] = []

    def tomar(self) -> list[tuple[int, list[str]]]:
        listas, self._listas = self._listas, []
        return listas

    def abre(self, nombre: str, atributos: dict[str, str]) -> None:
        if nombre == "c":
            self._tipo, self._formula, self._uno = atributos.get("t", "n"), False, []
            lugar = atributos.get("r")
            self._columna = _columna(lugar) if lugar else self._columna + 1
            if not 0 <= self._columna < COLUMNAS_MAXIMAS:
                raise ArchivoIlegible(f"La hoja tiene más de {COLUMNAS_MAXIMAS} columnas. Deja las de la plantilla.")
        elif nombre in ("v", "t"):
            self._partes = self._uno
        elif nombre == "row":
            escrito = atributos.get("r", "")
            self._numero = int(escrito) if escrito.isdecimal() and len(escrito) < 8 else self._numero + 1
            self._fila, self._columna = [], -1
        elif nombre == "f":
            self._formula = True

    def cierra(self, nombre: str) -> None:
        if nombre in ("v", "t"):
            self._partes = None
        elif nombre == "c":
            if valor := self._valor("".join(self._uno)):
                if self._columna != len(self._fila):
                    self._fila += [""] * self._hueco()
                self._fila.append(valor)
        elif nombre == "row" and self._fila:
            self._listas.append((self._numero, self._fila))

    def _hueco(self) -> int:
        """How many cells were left out before this one."""
        if self._columna < len(self._fila):
            raise ArchivoIlegible(_DANADO)
        return self._columna - len(self._fila)

    def _valor(self, escrito: str) -> str:
        if self._formula or self._tipo == "e":
            return celdas.Mala(escrito[:80] or "=")
        if self._tipo == "s":
            return self._textos[escrito]
        if self._tipo == "n" and escrito:
            return celdas.Numero(escrito.partition(".")[0] if _ENTERO.fullmatch(escrito) else escrito[:80])
        return escrito[:LARGO_DE_CELDA]


_LETRAS = {letra: n for n, letra in enumerate("ABCDEFGHIJKLMNOPQRSTUVWXYZ")}


def _columna(lugar: str) -> int:
    """``"A1"`` → 0, ``"AB12"`` → 27."""
    unica = _LETRAS.get(lugar[0])
    if unica is not None and lugar[1:2].isdigit():
        return unica
    numero = 0
    for letra in lugar[:4]:
        if letra not in _LETRAS:
            break
        numero = numero * 26 + _LETRAS[letra] + 1
    return numero - 1


class _LectorDeIndice(_Lector):
    """The attributes of some elements, in their order."""

    def __init__(self, *nombres: str) -> None:
        super().__init__()
        self._nombres, self.hallados = nombres, list[dict[str, str]]()

    def abre(self, nombre: str, atributos: dict[str, str]) -> None:
        if nombre in self._nombres:
            self.hallados.append(atributos)

    def cierra(self, nombre: str) -> None:
        pass


def _indice(paquete: zipfile.ZipFile, parte: str, *nombres: str) -> list[dict[str, str]]:
    lector = _LectorDeIndice(*nombres)
    for _ in _parsear(paquete, parte, lector):
        pass
    return lector.hallados


def _hojas(paquete: zipfile.ZipFile) -> list[Hoja]:
    """The sheets that hold rows, in the order of their tabs."""
    destinos = {
        uno.get("Id", ""): posixpath.normpath(posixpath.join("/xl", uno.get("Target", ""))).lstrip("/")
        for uno in _indice(paquete, "xl/_rels/workbook.xml.rels", "Relationship")
    }
    partes = [(uno.get("name", ""), destinos.get(uno.get("r:id", ""), ""))
              for uno in _indice(paquete, "xl/workbook.xml", "sheet")]  # fmt: skip
    presentes = set(paquete.namelist())
    return [Hoja(nombre, parte, _cuantas(paquete, parte)) for nombre, parte in partes if parte in presentes]


def _cuantas(paquete: zipfile.ZipFile, parte: str) -> int:
    """What ``<dimension ref="A1:H1000001"/>`` says, at the head of the sheet."""
    with paquete.open(parte) as flujo:
        hallada = re.search(rb'<dimension ref="[A-Z]+\d+:[A-Z]+(\d{1,7})"', flujo.read(2048))
    return int(hallada[1]) if hallada else 0
