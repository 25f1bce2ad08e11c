"""Words drawn into a picture, all over it: who may look at a copy, and who did, stays in whatever leaves the screen.

The picture is one that we drew ourselves (``vistas_previas``), small and harmless. Nothing is kept: each reader and
moment has its own.
"""

from collections.abc import Sequence
from functools import lru_cache
from io import BytesIO
from pathlib import Path

from django.conf import settings
from PIL import Image, ImageDraw, ImageFont

_LETRA = Path("static/vendor/roboto/roboto-latin-wght-normal.woff2")
_GIRO = 24  # degrees
_TINTA, _BORDE = (10, 19, 45, 92), (255, 255, 255, 92)  # navy on white: one of the two shows on any ground
_FRANJA, _SOBRE_FRANJA = (10, 19, 45), (255, 255, 255)
_POR_ANCHO, _MINIMO = 42, 13  # the letter is a part of the width, in pixels; never smaller


def estampar(dibujo: Path, lineas: Sequence[str]) -> bytes:
    """The picture with ``lineas`` across it again and again, and once in a band below; a JPEG."""
    with Image.open(dibujo, formats=("JPEG", "PNG")) as original:
        imagen = _sobre_blanco(original)
    letra = max(_MINIMO, imagen.width // _POR_ANCHO)
    sello = _sello(tuple(lineas), letra)
    paso_x, paso_y = int(sello.width * 0.92), int(sello.height * 0.98)
    for fila, y in enumerate(range(-sello.height // 2, imagen.height, paso_y)):
        for x in range(-sello.width // (2 if fila % 2 else 4), imagen.width, paso_x):
            imagen.paste(sello, (x, y), sello)
    return _con_franja(imagen, lineas, letra)


def _sobre_blanco(original: Image.Image) -> Image.Image:
    if "A" not in original.getbands():
        return original.convert("RGB")
    imagen = Image.new("RGB", original.size, "white")
    imagen.paste(original, mask=original.getchannel("A"))
    return imagen


@lru_cache(maxsize=64)
def _sello(lineas: tuple[str, ...], letra: int) -> Image.Image:
    """The lines, slanted, on nothing. A page of several pictures asks for the same one."""
    texto, tipo = "\n".join(lineas), fuente(letra)
    medida = ImageDraw.Draw(Image.new("L", (1, 1)))
    izquierda, arriba, derecha, abajo = medida.multiline_textbbox((0, 0), texto, tipo, align="center", stroke_width=1)
    margen = letra
    capa = Image.new("RGBA", (int(derecha - izquierda) + 2 * margen, int(abajo - arriba) + 2 * margen), (0, 0, 0, 0))
    ImageDraw.Draw(capa).multiline_text(
        (margen - izquierda, margen - arriba), texto, _TINTA, tipo, align="center", stroke_width=1, stroke_fill=_BORDE
    )
    return capa.rotate(_GIRO, Image.Resampling.BICUBIC, expand=True)


def _con_franja(imagen: Image.Image, lineas: Sequence[str], letra: int) -> bytes:
    tipo = fuente(max(_MINIMO, letra * 3 // 4))
    texto = "\n".join(lineas)
    alto = ImageDraw.Draw(imagen).multiline_textbbox((0, 0), texto, tipo)[3]
    todo = Image.new("RGB", (imagen.width, imagen.height + int(alto) + letra), _FRANJA)
    todo.paste(imagen, (0, 0))
    ImageDraw.Draw(todo).multiline_text((letra // 2, imagen.height + letra // 3), texto, _SOBRE_FRANJA, tipo)
    salida = BytesIO()
    todo.save(salida, "JPEG", quality=82)
    return salida.getvalue()


@lru_cache(maxsize=32)
def fuente(letra: int) -> ImageFont.FreeTypeFont:
    """The portal's own letter, of so many pixels: it has every sign of Spanish wherever the portal runs."""
    return ImageFont.truetype(settings.BASE_DIR / _LETRA, letra)
