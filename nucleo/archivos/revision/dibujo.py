"""Pages of a PDF, or a picture, drawn small for a preview (seguridad.md 4.2). Runs apart, as the checks do.

The original is only read: a signature stays what it was. PDFium comes without scripts and fetches nothing.
"""

import time
from pathlib import Path
from typing import Any

from PIL import Image

from nucleo.archivos.revision.rechazo import Rechazo

SEGUNDOS = 9  # of processor, for ``aparte``
PAGINAS = 10
ANCHO = 1100  # pixels
PIXELES = 3_000_000
_BASTA = 6.0  # seconds after which no further page is begun: what is drawn by then is shown


def dibujar(ruta: Path, carpeta: Path) -> dict[str, Any]:
    """Writes ``1.png``, ``2.png``… (or ``1.jpg``) to ``carpeta``; their names and measures. Raises ``Rechazo``."""
    Image.MAX_IMAGE_PIXELS = None  # what is stored passed our own cap
    inicio = ruta.open("rb").read(5)
    try:
        paginas, total = _pdf(ruta, carpeta) if inicio == b"%PDF-" else (_imagen(ruta, carpeta), 1)
    except MemoryError:
        raise
    except Exception:
        raise Rechazo("danado") from None
    return {"paginas": paginas, "total": total}


def _pdf(ruta: Path, carpeta: Path) -> tuple[list[tuple[str, int, int]], int]:
    import pypdfium2

    limite = time.monotonic() + _BASTA
    hechas = []
    with pypdfium2.PdfDocument(ruta) as documento:
        documento.init_forms()  # without it what was typed in a form's boxes is not drawn
        for numero in range(min(len(documento), PAGINAS)):
            if time.monotonic() > limite:
                break
            pagina = documento[numero]
            imagen = pagina.render(scale=_escala(*pagina.get_size())).to_pil()
            nombre = f"{numero + 1}.png"
            imagen.convert("RGB").save(carpeta / nombre, "PNG")
            hechas.append((nombre, *imagen.size))
            pagina.close()
        return hechas, len(documento)


def _escala(ancho: float, alto: float) -> float:
    """Never over ``ANCHO`` nor ``PIXELES``, whatever size the page says it has."""
    ancho, alto = max(ancho, 1.0), max(alto, 1.0)
    return min(ANCHO / ancho, (PIXELES / (ancho * alto)) ** 0.5, PIXELES / alto)


def _imagen(ruta: Path, carpeta: Path) -> list[tuple[str, int, int]]:
    with Image.open(ruta, formats=("JPEG", "PNG")) as original:
        es_jpeg = original.format == "JPEG"
        factor = min(1.0, _escala(*original.size))
        medida = (max(round(original.width * factor), 1), max(round(original.height * factor), 1))
        if es_jpeg:
            original.draft("RGB", medida)
        original.load()
        con_transparencia = "A" in original.getbands()
        imagen = original.convert("RGBA" if con_transparencia else "RGB").resize(medida)
    nombre = "1.jpg" if es_jpeg else "1.png"
    imagen.save(carpeta / nombre, quality=80) if es_jpeg else imagen.save(carpeta / nombre)
    return [(nombre, *imagen.size)]
