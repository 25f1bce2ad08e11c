"""Name, size and kind; then the format's own check, in a process of its own."""

import logging
from dataclasses import dataclass
from pathlib import Path

from nucleo.archivos import nombres
from nucleo.archivos.errores import ArchivoRechazado
from nucleo.archivos.limites import Limites
from nucleo.archivos.mensajes import rechazo
from nucleo.archivos.revision import proceso
from nucleo.archivos.revision.formatos import EXTENSIONES_HEIC, FORMATOS, es_heic

registro = logging.getLogger(__name__)


@dataclass(frozen=True)
class Revision:
    """What an accepted file is: media type, extension without dot, size in bytes as received.

    ``reescrita``: the picture to keep is the one written to ``limpia``.
    """

    tipo: str
    extension: str
    bytes: int
    reescrita: bool = False


def revisar(
    ruta: Path, *, nombre: str, limites: Limites, nombre_documento: str, limpia: Path | None = None
) -> Revision:
    """Checks the file at ``ruta``; ``nombre`` is the name its sender gave it.

    A picture is written again without metadata to ``limpia``, when that is given. Raises ``ArchivoRechazado``
    with the sentence for the field and its code.
    """
    try:
        return _revisar(Path(ruta), nombres.limpiar(nombre), limites, nombre_documento, limpia)
    except ArchivoRechazado as error:
        # No name: it may be somebody's. libmagic's opinion helps support, and decides nothing.
        registro.info("Archivo rechazado: %s (parece %s)", error.motivo, _pista(Path(ruta), error.motivo))
        raise


def _revisar(ruta: Path, nombre: str, limites: Limites, documento: str, limpia: Path | None) -> Revision:
    extension, pesa = nombres.extension(nombre), ruta.stat().st_size
    with open(ruta, "rb") as archivo:
        inicio = archivo.read(16)
    if pesa == 0:
        raise rechazo("vacio", nombre=nombre)
    if extension in EXTENSIONES_HEIC or es_heic(inicio):
        raise rechazo("heic")
    if extension not in limites.extensiones or extension not in FORMATOS:
        raise rechazo("extension", documento=documento, limites=limites)
    if pesa > limites.maximo:
        raise rechazo("tamano", documento=documento, limites=limites, pesa=pesa)
    formato = FORMATOS[extension]
    if not inicio.startswith(formato.firmas):
        raise rechazo("contenido", nombre=nombre)
    motivo, reescrita = proceso.comprobar(formato.modulo, ruta, limpia)
    if motivo:
        raise rechazo(motivo, nombre=nombre, documento=documento, limites=limites, pesa=pesa)
    return Revision(formato.tipo, extension, pesa, reescrita)


def _pista(ruta: Path, motivo: str) -> str:
    """Asked only where the answer says something: the file is not what it says."""
    return proceso.pista(ruta) if motivo in {"contenido", "danado"} else "-"
