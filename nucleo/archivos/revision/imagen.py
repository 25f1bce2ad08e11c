"""JPG and PNG (UP-4, UP-8, V22): decoded by two fixed decoders and written again, without metadata or trailers."""

import warnings
from pathlib import Path

from PIL import Image, ImageOps
from PIL.Image import DecompressionBombError

from nucleo.archivos.revision.rechazo import Rechazo

MEGAPIXELES = 1_000_000
TOPE = 64 * MEGAPIXELES
REDUCIR_DESDE = 16 * MEGAPIXELES
# A progressive JPEG is held whole, in coefficients of two bytes, before its first pixel.
_COEFICIENTES = 256 * 1024 * 1024
# Each scan passes over the whole picture again: some bytes per scan make minutes of work. Cameras write ten.
_PASADAS = 64
_MODOS_PNG = frozenset({"1", "L", "LA", "RGB", "RGBA", "I;16"})


def comprobar(ruta: Path, limpia: Path | None) -> bool:
    """Raises ``Rechazo``; writes the picture to ``limpia`` when given. True when it did."""
    # The cap is ours: Pillow only warns up to twice its own (V22).
    Image.MAX_IMAGE_PIXELS = None
    warnings.simplefilter("ignore")
    formato = "PNG" if ruta.read_bytes()[:4] == b"\x89PNG" else "JPEG"
    try:
        with Image.open(ruta, formats=(formato,)) as imagen:
            _exigir_tamano(imagen, ruta)
            lista = _decodificar(imagen)
    except Rechazo:
        raise
    except (DecompressionBombError, MemoryError):
        raise Rechazo("imagen-grande") from None
    except Exception:
        # Pillow's decoders raise OSError, SyntaxError, ValueError, struct.error… for what is broken.
        raise Rechazo("danado") from None
    if limpia is not None:
        _escribir(lista, limpia, formato)
    return limpia is not None


def _exigir_tamano(imagen: Image.Image, ruta: Path) -> None:
    ancho, alto = imagen.size
    if ancho * alto > TOPE:
        raise Rechazo("imagen-grande")
    if imagen.format == "PNG":
        return
    if imagen.info.get("progressive"):
        capas = [(horizontal, vertical) for _, horizontal, vertical, _ in getattr(imagen, "layer", [])]
        mayor = max((h * v for h, v in capas), default=1) or 1
        if sum(ancho * alto * h * v / mayor for h, v in capas) * 2 > _COEFICIENTES:
            raise Rechazo("imagen-grande")
        if ruta.read_bytes().count(b"\xff\xda") > _PASADAS:
            raise Rechazo("complejo")


def _decodificar(imagen: Image.Image) -> Image.Image:
    grande = imagen.width * imagen.height > REDUCIR_DESDE
    if grande and imagen.format != "PNG":
        _reducir(imagen)
    imagen.load()
    # Turning a picture needs a second copy of it; a PNG that big is a scan, and scans carry no orientation.
    girada = imagen if grande and imagen.format == "PNG" else ImageOps.exif_transpose(imagen)
    return _sin_rarezas(girada, imagen.format == "PNG")


def _reducir(imagen: Image.Image) -> None:
    """Asks libjpeg for half, a quarter or an eighth while decoding, so that the whole is never in memory."""
    for divisor in (2, 4, 8):
        if imagen.width * imagen.height <= REDUCIR_DESDE * divisor * divisor:
            imagen.draft(None, (-(-imagen.width // divisor), -(-imagen.height // divisor)))
            return


def _sin_rarezas(imagen: Image.Image, es_png: bool) -> Image.Image:
    if not es_png:
        return imagen if imagen.mode in {"L", "RGB"} else imagen.convert("RGB")
    transparente = "transparency" in imagen.info
    if imagen.mode in _MODOS_PNG and not transparente:
        return imagen
    if imagen.mode == "I":
        return imagen.convert("I;16")
    return imagen.convert("RGBA" if transparente or imagen.mode == "PA" else "RGB")


def _escribir(imagen: Image.Image, limpia: Path, formato: str) -> None:
    # What Pillow remembers of the original (EXIF, comments, profiles, text) would be written back from here.
    imagen.info = {}
    imagen.encoderinfo = {}
    if formato == "PNG":
        imagen.save(limpia, "PNG", exif=b"", icc_profile=None)
    else:
        imagen.save(limpia, "JPEG", quality=90, exif=b"", icc_profile=None, comment=b"")
