"""DOCX (UP-5): a ZIP whose every entry is counted while it inflates, and a Word document that only is one."""

import stat
import zipfile
from pathlib import Path, PurePosixPath
from xml.etree.ElementTree import Element

import defusedxml.ElementTree as xml
import olefile
from defusedxml.common import DefusedXmlException

from nucleo.archivos.revision.rechazo import Rechazo

MB = 1024 * 1024
ENTRADAS = 1000
INFLADO = 50 * MB
RAZON = 100
# Below this an entry may be as repetitive as it likes: an empty table of 400 rows passes 100:1.
_RAZON_DESDE = MB
_TROZO = 256 * 1024

PRINCIPAL = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_NOMBRES_ACTIVOS = ("vbaproject", "vbadata", "activex", "embeddings/oleobject", "altchunk", "afchunk")
_TIPOS_ACTIVOS = ("macroenabled", "vbaproject", "activex", "oleobject")
_RELACIONES_ACTIVAS = frozenset(
    {"vbaproject", "wordvbadata", "control", "activexcontrolbinary", "oleobject", "afchunk"}
)
_TIPOS, _RAIZ = "[Content_Types].xml", "_rels/.rels"


def comprobar(ruta: Path, limpia: Path | None) -> bool:
    """Raises ``Rechazo``. Stored as received."""
    if olefile.isOleFile(str(ruta)):
        raise Rechazo("clave" if cifrado(ruta) else "contenido")
    if not ruta.read_bytes().startswith(b"PK\x03\x04"):
        raise Rechazo("contenido")
    leidas = partes(ruta)
    _exigir_inactivo(leidas)
    _exigir_word(leidas)
    return False


def partes(ruta: Path) -> dict[str, bytes]:
    """The XML parts by name, and an empty value for the rest. Raises ``Rechazo`` for what no reader should open."""
    try:
        with zipfile.ZipFile(ruta) as paquete:
            entradas = paquete.infolist()
            exigir_entradas(entradas)
            return _leer(paquete, entradas)
    except (zipfile.BadZipFile, EOFError, NotImplementedError, RuntimeError, OSError, ValueError, OverflowError):
        raise Rechazo("danado") from None
    except Exception as error:
        # zlib.error and its like: each decompressor has its own.
        if isinstance(error, Rechazo):
            raise
        raise Rechazo("danado") from None


def cifrado(ruta: Path) -> bool:
    """Office wraps a document with a password in an OLE file."""
    try:
        with olefile.OleFileIO(str(ruta)) as ole:
            return bool(ole.exists("EncryptedPackage"))
    except Exception:
        return False


def exigir_entradas(entradas: list[zipfile.ZipInfo]) -> None:
    """Few, from the first byte on, of different plain names, without password. Raises ``Rechazo``."""
    if not 0 < len(entradas) <= ENTRADAS:
        raise Rechazo("complejo" if entradas else "contenido")
    if min(entrada.header_offset for entrada in entradas):
        raise Rechazo("contenido")  # something stands before the first entry: a second file
    nombres = [entrada.filename.lower() for entrada in entradas]
    if len(set(nombres)) != len(nombres):
        raise Rechazo("contenido")
    for entrada in entradas:
        if entrada.flag_bits & 0x1:
            raise Rechazo("clave")
        _exigir_nombre(entrada)


def _exigir_nombre(entrada: zipfile.ZipInfo) -> None:
    nombre = entrada.orig_filename
    partes = PurePosixPath(nombre).parts
    if nombre.startswith("/") or ".." in partes or any(letra in nombre for letra in "\\:\x00"):
        raise Rechazo("contenido")
    if stat.S_ISLNK(entrada.external_attr >> 16):
        raise Rechazo("contenido")


def _leer(paquete: zipfile.ZipFile, entradas: list[zipfile.ZipInfo]) -> dict[str, bytes]:
    """All are inflated, so that all are counted."""
    total, partes = 0, {}
    for entrada in entradas:
        es_xml = entrada.filename.lower().endswith((".xml", ".rels"))
        trozos, cuenta = [], 0
        with paquete.open(entrada) as flujo:
            while trozo := flujo.read(_TROZO):
                cuenta += len(trozo)
                total += len(trozo)
                if total > INFLADO or cuenta > max(_RAZON_DESDE, RAZON * entrada.compress_size):
                    raise Rechazo("complejo")
                if es_xml:
                    trozos.append(trozo)
        partes[entrada.filename] = b"".join(trozos)
    return partes


def _exigir_inactivo(partes: dict[str, bytes]) -> None:
    for nombre, contenido in partes.items():
        if any(activo in nombre.lower() for activo in _NOMBRES_ACTIVOS):
            raise Rechazo("activo-word")
        # Word writes UTF-8; in another encoding the search would see nothing, so no other is taken.
        if contenido and (contenido[:2] in {b"\xff\xfe", b"\xfe\xff"} or b"\x00" in contenido[:64]):
            raise Rechazo("contenido")
        if b"<!DOCTYPE" in contenido or b"<!ENTITY" in contenido:
            raise Rechazo("contenido")
        if b":altChunk" in contenido or b"<altChunk" in contenido:
            raise Rechazo("activo-word")
        if nombre.lower().endswith(".rels"):
            _exigir_relaciones(contenido)


def _exigir_relaciones(contenido: bytes) -> None:
    for relacion in _parsear(contenido):
        clase = relacion.get("Type", "").rsplit("/", 1)[-1].lower()
        if clase in _RELACIONES_ACTIVAS:
            raise Rechazo("activo-word")
        if relacion.get("TargetMode", "").lower() == "external" and clase != "hyperlink":
            raise Rechazo("activo-word")


def _exigir_word(partes: dict[str, bytes]) -> None:
    if _TIPOS not in partes or _RAIZ not in partes:
        raise Rechazo("contenido")
    principal = _principal(partes)
    if principal not in partes:
        raise Rechazo("contenido")
    declarado = ""
    for tipo in _parsear(partes[_TIPOS]):
        valor = tipo.get("ContentType", "")
        if any(activo in valor.lower() for activo in _TIPOS_ACTIVOS):
            raise Rechazo("activo-word")
        if tipo.get("PartName", "").lstrip("/") == principal:
            declarado = valor
    if declarado != PRINCIPAL:
        raise Rechazo("contenido")
    _parsear(partes[principal])


def _principal(partes: dict[str, bytes]) -> str:
    destinos = [
        relacion.get("Target", "")
        for relacion in _parsear(partes[_RAIZ])
        if relacion.get("Type", "").endswith("/officeDocument")
    ]
    if len(destinos) != 1:
        raise Rechazo("contenido")
    return destinos[0].lstrip("/")


def _parsear(contenido: bytes) -> Element:
    try:
        return xml.fromstring(contenido, forbid_dtd=True)
    except DefusedXmlException:
        raise Rechazo("contenido") from None
    except (xml.ParseError, ValueError):
        raise Rechazo("danado") from None
