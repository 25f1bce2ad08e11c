"""PDF (UP-4, UP-7, UP-8): opened by qpdf and walked object by object. A byte search misses most disguises."""

import re
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pikepdf
from pikepdf import settings as qpdf

from nucleo.archivos.revision.rechazo import Rechazo

MB = 1024 * 1024
TRAS_EL_FINAL = 1024
NODOS = 1_500_000
# A page scanned at 300 dpi in colour is 26 MB inflated: this holds fifteen of them, blank, in one small file.
INFLADO = 400 * MB
_POR_FILTRO = 64 * MB
_TROZO = MB

ACTIVOS = frozenset(
    f"/{nombre}"
    for nombre in (
        "JavaScript", "JS", "Launch", "EmbeddedFile", "EmbeddedFiles", "RichMedia", "XFA", "SubmitForm",
        "ImportData", "GoToE", "GoToR",
    )
)  # fmt: skip
_CLAVES_DE_ARCHIVO = frozenset({"/F", "/UF", "/DOS", "/Mac", "/Unix"})
_REMOTO = re.compile(r"\s*([a-z][a-z0-9+.-]+:|\\\\|//|/\\|\\/)", re.IGNORECASE)
_UNIDAD = re.compile(r"\s*[a-z]:", re.IGNORECASE)
_COMPRIMEN = frozenset({"/FlateDecode", "/Fl", "/LZWDecode", "/LZW", "/RunLengthDecode", "/RL"})


def comprobar(ruta: Path, limpia: Path | None) -> bool:
    """Raises ``Rechazo``. A PDF is never written again: its bytes are evidence and may be signed."""
    _exigir_contorno(ruta)
    acotar()
    try:
        with pikepdf.open(ruta, suppress_warnings=True) as documento:
            if not len(documento.pages):
                raise Rechazo("danado")
            _recorrer(documento)
    except pikepdf.PasswordError:
        raise Rechazo("clave") from None
    except pikepdf.PdfError as error:
        raise Rechazo("clave" if "encrypt" in str(error).lower() else "danado") from None
    except RecursionError:
        raise Rechazo("complejo") from None
    return False


def acotar() -> None:
    """What qpdf may take for one file, in this process."""
    qpdf.set_qpdf_limits(
        flate_max_memory=_POR_FILTRO, png_max_memory=_POR_FILTRO, tiff_max_memory=_POR_FILTRO,
        run_length_max_memory=_POR_FILTRO, max_stream_filters=8, doc_max_warnings=500,
    )  # fmt: skip


def _exigir_contorno(ruta: Path) -> None:
    """One file and nothing around it: what a second reader could take for something else is refused."""
    datos = ruta.read_bytes()
    final = datos.rfind(b"%%EOF")
    if final < 0:
        raise Rechazo("danado")
    cola = datos[final + 5 :]
    if len(cola) > TRAS_EL_FINAL or b"<" in cola or b"PK" in cola or zipfile.is_zipfile(ruta):
        raise Rechazo("contenido")


def _recorrer(documento: pikepdf.Pdf) -> None:
    """Every object of the file, reachable or not: viewers disagree about what is reachable."""
    nodos, inflado = 0, 0
    for objeto in _objetos(documento):
        for pieza in _piezas(objeto):
            nodos += 1
            if nodos > NODOS:
                raise Rechazo("complejo")
            _revisar_pieza(pieza)
        if isinstance(objeto, pikepdf.Stream):
            inflado += _inflado(objeto, INFLADO - inflado)


def _objetos(documento: pikepdf.Pdf) -> Iterator[Any]:
    yield documento.trailer
    yield from documento.objects


def _piezas(objeto: Any) -> Iterator[Any]:
    """``objeto`` and what is written inside it; what it refers to is an object of the file and has its own turn."""
    pila = [objeto]
    while pila:
        pieza = pila.pop()
        yield pieza
        if isinstance(pieza, pikepdf.Stream | pikepdf.Dictionary):
            diccionario = pieza.stream_dict if isinstance(pieza, pikepdf.Stream) else pieza
            hijos: Any = (valor for _, valor in diccionario.items())
        elif isinstance(pieza, pikepdf.Array):
            hijos = iter(pieza)
        else:
            continue
        pila.extend(hijo for hijo in hijos if isinstance(hijo, pikepdf.Object) and not hijo.is_indirect)


def _revisar_pieza(pieza: Any) -> None:
    if isinstance(pieza, pikepdf.Name):
        if str(pieza) in ACTIVOS:
            raise Rechazo("activo-pdf")
        return
    if not isinstance(pieza, pikepdf.Stream | pikepdf.Dictionary):
        return
    flujo = isinstance(pieza, pikepdf.Stream)
    diccionario = pieza.stream_dict if flujo else pieza
    claves = set(diccionario.keys())
    if claves & ACTIVOS:
        raise Rechazo("activo-pdf")
    for clave in claves & _CLAVES_DE_ARCHIVO:
        valor = diccionario[clave]
        # A stream that lives in another file; and no file specification may leave this machine (69-file corpus).
        if flujo and isinstance(valor, pikepdf.String | pikepdf.Dictionary):
            raise Rechazo("activo-pdf")
        if isinstance(valor, pikepdf.String) and _es_remoto(str(valor)):
            raise Rechazo("activo-pdf")
    if diccionario.get("/FS") == pikepdf.Name.URL:
        raise Rechazo("activo-pdf")


def _es_remoto(ruta: str) -> bool:
    return bool(_REMOTO.match(ruta)) and not _UNIDAD.match(ruta)


def _inflado(flujo: Any, queda: int) -> int:
    """Bytes that ``flujo`` becomes, counted without keeping them; more than ``queda`` is a bomb."""
    filtros = flujo.stream_dict.get("/Filter")
    lista = [filtros] if isinstance(filtros, pikepdf.Name) else list(filtros or [])
    compresores = [filtro for filtro in lista if str(filtro) in _COMPRIMEN]
    if not compresores:
        return 0
    if len(compresores) > 1:
        # 1000:1 twice is 1000000:1; no program that people print with does it.
        raise Rechazo("complejo")
    if len(lista) == 1 and str(lista[0]) in {"/FlateDecode", "/Fl"}:
        cuenta = _contar_flate(flujo.read_raw_bytes(), queda)
    else:
        cuenta = _contar_con_qpdf(flujo)
    if cuenta > queda:
        raise Rechazo("complejo")
    return cuenta


def _contar_flate(datos: bytes, queda: int) -> int:
    motor, cuenta = zlib.decompressobj(), 0
    try:
        while datos and cuenta <= queda:
            cuenta += len(motor.decompress(datos, _TROZO))
            datos = motor.unconsumed_tail
    except zlib.error:
        # Damaged image data: viewers show what there is, and so much is counted.
        pass
    return cuenta


def _contar_con_qpdf(flujo: Any) -> int:
    try:
        return len(flujo.read_bytes(pikepdf.StreamDecodeLevel.generalized))
    except pikepdf.PdfError:
        # Over qpdf's limits or damaged inside a chain of filters: either way nobody can say what it holds.
        raise Rechazo("complejo") from None
