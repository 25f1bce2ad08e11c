"""Of a Word file: comments, tracked changes, hidden text and the RUTs of what it says.

Of the old format only what its header counts for sure, the comments, and the RUTs: whether a change was accepted is
told there by tables that other programs leave behind.
"""

from pathlib import Path
from typing import TYPE_CHECKING, Any
from xml.sax import ContentHandler

import olefile
from defusedxml.sax import parseString

from nucleo.archivos.revision.docx import partes

if TYPE_CHECKING:
    from nucleo.archivos.revision.rastros import Hallado

_CAMBIOS = frozenset(
    {
        "ins", "del", "moveFrom", "moveTo", "rPrChange", "pPrChange", "sectPrChange", "tblPrChange",
        "tblPrExChange", "tcPrChange", "trPrChange", "tblGridChange", "numberingChange", "cellIns", "cellDel",
        "cellMerge",
    }
)  # fmt: skip
_NO = frozenset({"0", "false", "off"})
_AJENAS = ("docprops/", "customxml/", "[content_types]")
# Where the header of Word 97 and later says how long its own parts are, and how many letters its comments have
# (MS-DOC, FibBase to FibRgLw97: ``csw``, ``cslw``, ``ccpAtn``). With other lengths it is another header.
_CSW, _CSLW, _CCP_ATN = (0x20, 14), (0x3E, 22), 0x5C
_VENTANA = 1024 * 1024


def leer(ruta: Path, hallado: "Hallado") -> None:
    if olefile.isOleFile(str(ruta)):
        return _doc(ruta, hallado)
    xml = {n: c for n, c in partes(ruta).items() if n.lower().endswith(".xml") and not n.lower().startswith(_AJENAS)}
    estilos = _Estilos()
    for nombre in [n for n in xml if n.lower().endswith("styles.xml")]:
        parseString(xml.pop(nombre), estilos, forbid_dtd=True)
    for contenido in xml.values():
        if hallado.lleno():
            return None
        if contenido:
            parseString(contenido, _Parte(hallado, estilos.ocultos()), forbid_dtd=True)
    return None


def _corto(nombre: str) -> str:
    return nombre.rpartition(":")[2]


def _atributo(atributos: Any, nombre: str) -> str:
    return next((str(valor) for clave, valor in atributos.items() if _corto(clave) == nombre), "")


def _encendido(atributos: Any) -> bool:
    return _atributo(atributos, "val").lower() not in _NO


class _Estilos(ContentHandler):
    """Which styles hide what is written in them, or stand on one that does."""

    def __init__(self) -> None:
        super().__init__()
        self._esconden: set[str] = set()
        self._base: dict[str, str] = {}
        self._actual = ""

    def startElement(self, name: str, attrs: Any) -> None:
        corto = _corto(name)
        if corto == "style":
            self._actual = _atributo(attrs, "styleId")
        elif corto == "basedOn":
            self._base[self._actual] = _atributo(attrs, "val")
        elif corto == "vanish" and _encendido(attrs):
            self._esconden.add(self._actual)

    def ocultos(self) -> frozenset[str]:
        hallados = set(self._esconden)
        while nuevos := {hijo for hijo, base in self._base.items() if base in hallados} - hallados:
            hallados |= nuevos
        return frozenset(hallados)


class _Parte(ContentHandler):
    """One part of the document. Names without their prefix: whoever wrote the file chose it."""

    def __init__(self, hallado: "Hallado", ocultos: frozenset[str]) -> None:
        super().__init__()
        self.hallado, self.ocultos = hallado, ocultos
        self.camino: list[str] = []
        self.parrafos: list[list[str]] = []
        self.parrafo_oculto = self.oculto = self.escribe = False

    def startElement(self, name: str, attrs: Any) -> None:
        corto = _corto(name)
        if corto in _CAMBIOS:
            self.hallado.codigos.add("cambios")
        elif corto == "comment" and self.camino == ["comments"]:
            self.hallado.codigos.add("comentarios")
        elif corto == "p":
            self.parrafos.append([])
            self.parrafo_oculto = False
        elif corto == "r":
            self.oculto = self.parrafo_oculto
        elif corto == "pStyle":
            self.parrafo_oculto = _atributo(attrs, "val") in self.ocultos
        elif self.camino[-2:] == ["r", "rPr"]:
            self._de_la_letra(corto, attrs)
        elif corto in ("tab", "br", "cr"):
            self._decir(" ")
        self.escribe = corto in ("t", "delText")
        self.camino.append(corto)

    def _de_la_letra(self, corto: str, atributos: Any) -> None:
        if corto == "vanish":
            self.oculto = _encendido(atributos)
        elif corto == "rStyle" and _atributo(atributos, "val") in self.ocultos:
            self.oculto = True

    def characters(self, content: str) -> None:
        if not self.escribe:
            return
        self._decir(content)
        if self.oculto and content.strip():
            self.hallado.codigos.add("oculto")

    def endElement(self, name: str) -> None:
        self.camino.pop()
        self.escribe = False
        if _corto(name) == "p" and self.parrafos:
            self.hallado.texto("".join(self.parrafos.pop()))

    def _decir(self, texto: str) -> None:
        if self.parrafos:
            self.parrafos[-1].append(texto)


def _doc(ruta: Path, hallado: "Hallado") -> None:
    with olefile.OleFileIO(str(ruta)) as ole:
        datos = ole.openstream("WordDocument").read()
    if all(int.from_bytes(datos[en : en + 2], "little") == largo for en, largo in (_CSW, _CSLW)) and int.from_bytes(
        datos[_CCP_ATN : _CCP_ATN + 4], "little", signed=True
    ):
        hallado.codigos.add("comentarios")
    # Its letters stand in one byte or in two, piece by piece: both readings are looked through.
    for lectura in (datos.decode("cp1252", "replace"), datos.decode("utf-16-le", "replace")):
        for desde in range(0, len(lectura), _VENTANA):
            if hallado.lleno():
                return
            hallado.texto(lectura[max(desde - 20, 0) : desde + _VENTANA])
