"""Of a PDF: notes on its pages, files inside it, and the RUTs of its text."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

import pikepdf

from nucleo.archivos.revision.pdf import acotar

if TYPE_CHECKING:
    from nucleo.archivos.revision.rastros import Hallado

# What people add over a page. Links, form boxes and signatures are the document itself.
_NOTAS = frozenset(
    f"/{nombre}"
    for nombre in (
        "Text", "FreeText", "Highlight", "Underline", "Squiggly", "StrikeOut", "Caret", "Ink", "Line", "Square",
        "Circle", "Polygon", "PolyLine", "Stamp", "Redact", "Sound", "Movie",
    )
)  # fmt: skip
_LETRAS_POR_PAGINA = 200_000


def leer(ruta: Path, hallado: "Hallado") -> None:
    acotar()
    with pikepdf.open(ruta, suppress_warnings=True) as documento:
        _anotaciones(documento, hallado)
        _incrustados(documento, hallado)
    _texto(ruta, hallado)


def _anotaciones(documento: pikepdf.Pdf, hallado: "Hallado") -> None:
    for pagina in documento.pages:
        if hallado.lleno():
            return
        for anotacion in pagina.obj.get("/Annots", []):
            subtipo = str(anotacion.get("/Subtype", ""))
            if subtipo in _NOTAS:
                hallado.codigos.add("notas")
            elif subtipo == "/FileAttachment":
                hallado.codigos.add("adjuntos")


def _incrustados(documento: pikepdf.Pdf, hallado: "Hallado") -> None:
    """Wherever they hang from: a file specification with its file in it."""
    for objeto in documento.objects:
        if hallado.lleno():
            return
        if isinstance(objeto, pikepdf.Dictionary) and _trae_un_archivo(objeto):
            hallado.codigos.add("adjuntos")
            return


def _trae_un_archivo(objeto: Any) -> bool:
    if "/EF" in objeto:
        return True
    dentro = (objeto.get(clave) for clave in ("/FS", "/F"))
    return any(isinstance(uno, pikepdf.Dictionary) and "/EF" in uno for uno in dentro)


def _texto(ruta: Path, hallado: "Hallado") -> None:
    import pypdfium2

    with pypdfium2.PdfDocument(ruta) as documento:
        for numero in range(len(documento)):
            if hallado.lleno():
                return
            pagina = documento[numero]
            texto = pagina.get_textpage()
            letras = min(texto.count_chars(), _LETRAS_POR_PAGINA)
            if letras:
                hallado.texto(texto.get_text_range(0, letras))
            texto.close()
            pagina.close()
