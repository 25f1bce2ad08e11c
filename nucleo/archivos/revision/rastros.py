"""What a file on its way out carries beside what it shows: it is told to who sends it, and never refused.

Runs apart, as the checks do: ``aparte rastros RUTA`` prints ``{"codigos": […], "ruts": […]}``. The format is told by
its first bytes; a picture carries nothing that these rules look for.
"""

import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from nucleo.archivos.revision.formatos import OLE
from nucleo.archivos.revision.ruts import MAXIMO, ruts_en

COMENTARIOS, CAMBIOS, OCULTO = "comentarios", "cambios", "oculto"
NOTAS, ADJUNTOS = "notas", "adjuntos"
# Nobody can say that a file carries nothing while a part of it was not read.
SIN_LEER = "sin-leer"
_BASTA = 2.5  # seconds of this process; ``aparte`` ends it at four
_TEXTO = 4_000_000  # letters


@dataclass
class Hallado:
    """What was found so far. ``lleno``: nothing more is to be read, and what is left is told as not read."""

    codigos: set[str] = field(default_factory=set)
    ruts: dict[str, None] = field(default_factory=dict)
    _leidas: int = 0
    _limite: float = field(default_factory=lambda: time.monotonic() + _BASTA)

    def texto(self, texto: str) -> None:
        self._leidas += len(texto)
        for rut in ruts_en(texto):
            if len(self.ruts) < MAXIMO:
                self.ruts[rut] = None

    def lleno(self) -> bool:
        if self._leidas <= _TEXTO and time.monotonic() <= self._limite:
            return False
        self.codigos.add(SIN_LEER)
        return True


def rastrear(ruta: Path) -> dict[str, Any]:
    """The codes of what the file carries, and the compact RUTs that its text names."""
    hallado = Hallado()
    try:
        _leer(ruta, hallado)
    except MemoryError:
        raise
    except Exception:
        # Checked when it was received: whatever fails here is a part that could not be read.
        hallado.codigos.add(SIN_LEER)
    return {"codigos": sorted(hallado.codigos), "ruts": list(hallado.ruts)}


def _leer(ruta: Path, hallado: Hallado) -> None:
    with open(ruta, "rb") as archivo:
        inicio = archivo.read(8)
    if inicio.startswith(b"%PDF-"):
        from nucleo.archivos.revision import rastros_pdf as formato
    elif inicio.startswith((b"PK\x03\x04", OLE)):
        from nucleo.archivos.revision import rastros_word as formato  # type: ignore[no-redef]
    else:
        return
    formato.leer(ruta, hallado)
