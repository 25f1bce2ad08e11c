"""What ``componentes/archivo.html`` shows: one document of a form, in any of its states (DISENO 6.6)."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from nucleo.comun.templatetags.formatos import tamano


def enumerar(extensiones: Sequence[str]) -> str:
    """``("pdf", "jpg", "doc")`` → ``PDF, JPG o DOC``."""
    # .jpeg is accepted wherever .jpg is; naming both tells the reader nothing.
    nombres = list(dict.fromkeys("JPG" if extension == "jpeg" else extension.upper() for extension in extensiones))
    return nombres[0] if len(nombres) == 1 else f"{', '.join(nombres[:-1])} o {nombres[-1]}"


@dataclass(frozen=True)
class CampoArchivo:
    """``archivo``: anything with ``nombre`` and ``bytes``, or None. ``maximo`` in bytes. ``extensiones`` without dot.

    Hint, ``accept``, script check and message come from the same numbers. Empty ``url_subida``: no script upload.
    """

    campo: str
    etiqueta: str
    extensiones: Sequence[str]
    maximo: int
    ayuda: str = ""
    opcional: bool = False
    archivo: Any = None
    error: str = ""
    url_subida: str = ""
    url_ver: str = ""

    @property
    def tipos(self) -> str:
        return enumerar(self.extensiones)

    @property
    def accept(self) -> str:
        todas = dict.fromkeys(self.extensiones)
        if "jpg" in todas:
            todas["jpeg"] = None
        return ",".join(f".{extension}" for extension in todas)

    @property
    def limite_linea(self) -> str:
        return f"{self.tipos}, hasta {tamano(self.maximo)}."
