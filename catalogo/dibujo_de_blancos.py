"""Draws a blank form: one plain A4 sheet, black on white, the same bytes every time."""

from pathlib import Path

from reportlab.lib.pagesizes import A4
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas

from catalogo.datos_blancos import Blanco, Seccion

ANCHO, ALTO = A4
MARGEN = 20 * mm
MEDIO = ANCHO / 2
LETRA, NEGRITA = "Helvetica", "Helvetica-Bold"
RENGLON, CASILLA = 9.5 * mm, 3.2 * mm
EJEMPLO = "EJEMPLO. Si la SEC publica su formulario oficial, usa ese."


def dibujar(blanco: Blanco, ruta: Path) -> None:
    """Writes the PDF at ``ruta``."""
    # invariant: neither date nor random id in the file, so that its digest tells whether it changed.
    hoja = Canvas(str(ruta), pagesize=A4, invariant=1, lang="es-CL")
    hoja.setTitle(f"Formulario en blanco: {blanco.titulo}")
    hoja.setAuthor("Portal de Generación Ciudadana")
    y = _cabeza(hoja, blanco.titulo)
    for seccion in blanco.secciones:
        y = _seccion(hoja, seccion, y)
    _firma(hoja)
    hoja.showPage()
    hoja.save()


def _cabeza(hoja: Canvas, titulo: str) -> float:
    hoja.setFont(LETRA, 8)
    hoja.drawString(
        MARGEN, ALTO - 14 * mm, "Portal de Generación Ciudadana · Superintendencia de Electricidad y Combustibles"
    )
    hoja.setFont(NEGRITA, 16)
    hoja.drawString(MARGEN, ALTO - 24 * mm, titulo)
    hoja.setFont(NEGRITA, 9)
    hoja.drawString(MARGEN, ALTO - 30 * mm, EJEMPLO)
    hoja.setFont(LETRA, 9)
    hoja.drawString(
        MARGEN, ALTO - 35 * mm, "Complétalo con letra clara, fírmalo, escanéalo y súbelo al portal con tu solicitud."
    )
    return ALTO - 43 * mm


def _seccion(hoja: Canvas, seccion: Seccion, y: float) -> float:
    hoja.setFont(NEGRITA, 11)
    hoja.drawString(MARGEN, y, seccion.titulo)
    hoja.setLineWidth(0.8)
    hoja.line(MARGEN, y - 1.5 * mm, ANCHO - MARGEN, y - 1.5 * mm)
    y -= 7 * mm
    for izquierda, derecha in zip(seccion.campos[::2], (*seccion.campos[1::2], None), strict=False):
        if derecha is None:
            _campo(hoja, izquierda, MARGEN, ANCHO - MARGEN, y)
        else:
            _campo(hoja, izquierda, MARGEN, MEDIO - 3 * mm, y)
            _campo(hoja, derecha, MEDIO + 3 * mm, ANCHO - MARGEN, y)
        y -= RENGLON
    hoja.setFont(LETRA, 9)
    for opcion in seccion.opciones:
        hoja.rect(MARGEN, y, CASILLA, CASILLA)
        hoja.drawString(MARGEN + CASILLA + 2 * mm, y + 0.6 * mm, opcion)
        y -= 5.2 * mm
    return y - 3 * mm


def _campo(hoja: Canvas, rotulo: str, desde: float, hasta: float, y: float) -> None:
    """Its name in small, and the line to write on under it."""
    hoja.setFont(LETRA, 7.5)
    hoja.drawString(desde, y + 2.5 * mm, rotulo)
    hoja.setLineWidth(0.4)
    hoja.line(desde, y - 4.5 * mm, hasta, y - 4.5 * mm)


def _firma(hoja: Canvas) -> None:
    hoja.setLineWidth(0.4)
    for rotulo, desde, hasta in (
        ("Fecha", MARGEN, MARGEN + 45 * mm),
        ("Firma del solicitante", MEDIO, ANCHO - MARGEN),
    ):
        hoja.line(desde, 24 * mm, hasta, 24 * mm)
        hoja.setFont(LETRA, 8)
        hoja.drawString(desde, 20 * mm, rotulo)
