"""The few real files that all the rows of a load share: the store keeps equal bytes once."""

from nucleo.archivos import almacen
from nucleo.archivos.muestras import jpg, pdf
from portal.volumen.mundo import Contenido

_TEXTOS = (
    "Formulario firmado, de muestra.",
    "Informe de criterios de conexión, de muestra.",
    "Comprobante de transferencia, de muestra.",
    "Carta y antecedentes, de muestra.",
)


def guardar_contenidos() -> dict[str, tuple[Contenido, ...]]:
    """Stores them if they are not there, and returns them by extension."""
    return {
        "pdf": tuple(
            _guardar(pdf(texto, paginas), "application/pdf", "pdf") for paginas, texto in enumerate(_TEXTOS, 1)
        ),
        "jpg": (_guardar(jpg(), "image/jpeg", "jpg"),),
    }


def _guardar(contenido: bytes, tipo: str, extension: str) -> Contenido:
    with almacen.provisional() as camino:
        camino.write_bytes(contenido)
        sha256 = almacen.asentar(camino)
        almacen.guardar(camino, sha256)
    return Contenido(sha256, len(contenido), tipo, extension)
