"""Words drawn into a picture, all over it: who may look at a copy, and who did, stays in whatever leaves the screen.

The picture is one that we drew ourselves (``vistas_previas``), small and harmless. Nothing is kept: each reader and
moment has its own.
"""

from collections.abc import Sequence
from functools import lru_cache
from io import BytesIO
from math import hypot
from pathlib import Path

from django.conf import settings
from PIL import Image, ImageChops, ImageDraw, ImageFont

_LETRA = Path("static/vendor/roboto/roboto-latin-wght-normal.woff2")
_GIRO = 24  # degrees
_TINTA, _SOMBRA, _OPACIDAD = (10, 19, 45), (255, 255, 255), 84  # one of the two shows on any ground; of 255
_ENTRE_RENGLONES = 4  # letters: narrow enough for a word to cross every line of a document
_POR_ANCHO, _MINIMO = 42, 13  # the letter is a part of the width, in pixels; never smaller


def estampar(dibujo: Path, lineas: Sequence[str]) -> bytes:
    """The picture with ``lineas`` across it again and again, and once in a band below; a JPEG."""
    with Image.open(dibujo, formats=("JPEG", "PNG")) as original:
        imagen = _sobre_blanco(original)
    letra = max(_MINIMO, imagen.width // _POR_ANCHO)
    mascara = _renglones(" · ".join(lineas), imagen.size, letra)
    imagen.paste(_SOMBRA, (0, 0), ImageChops.offset(mascara, 2, 2))
    imagen.paste(_TINTA, (0, 0), mascara)
    return _con_franja(imagen, lineas, letra)


def _sobre_blanco(original: Image.Image) -> Image.Image:
    if "A" not in original.getbands():
        return original.convert("RGB")
    imagen = Image.new("RGB", original.size, "white")
    imagen.paste(original, mask=original.getchannel("A"))
    return imagen


@lru_cache(maxsize=4)
def _renglones(texto: str, medida: tuple[int, int], letra: int) -> Image.Image:
    """Where ink goes: the text over the whole of a picture of that size, slanted. Pages of one document share it."""
    ancho, alto = medida
    lado = int(hypot(ancho, alto)) + 2
    capa, tipo = Image.new("L", (lado, lado), 0), fuente(letra)
    lapiz = ImageDraw.Draw(capa)
    largo = lapiz.textlength(f"{texto}      ", tipo)
    renglon = f"{texto}      " * (int(lado / largo) + 2)
    for numero, y in enumerate(range(0, lado, letra * _ENTRE_RENGLONES)):
        lapiz.text((-largo / 2 if numero % 2 else 0, y), renglon, _OPACIDAD, tipo)
    girada = capa.rotate(_GIRO, Image.Resampling.BILINEAR)
    izquierda, arriba = (lado - ancho) // 2, (lado - alto) // 2
    return girada.crop((izquierda, arriba, izquierda + ancho, arriba + alto))


def _con_franja(imagen: Image.Image, lineas: Sequence[str], letra: int) -> bytes:
    tipo = fuente(max(_MINIMO, letra * 3 // 4))
    texto = "\n".join(lineas)
    alto = ImageDraw.Draw(imagen).multiline_textbbox((0, 0), texto, tipo)[3]
    todo = Image.new("RGB", (imagen.width, imagen.height + int(alto) + letra), _TINTA)
    todo.paste(imagen, (0, 0))
    ImageDraw.Draw(todo).multiline_text((letra // 2, imagen.height + letra // 3), texto, _SOMBRA, tipo)
    salida = BytesIO()
    todo.save(salida, "JPEG", quality=82)
    return salida.getvalue()


@lru_cache(maxsize=32)
def fuente(letra: int) -> ImageFont.FreeTypeFont:
    """The portal's own letter, of so many pixels: it has every sign of Spanish wherever the portal runs."""
    return ImageFont.truetype(settings.BASE_DIR / _LETRA, letra)
