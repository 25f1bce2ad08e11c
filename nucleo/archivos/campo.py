"""What ``componentes/archivo.html`` shows: one document of a form, in any of its states (DISENO 6.6)."""

from collections.abc import Set
from dataclasses import dataclass
from typing import Any

from nucleo.archivos.limites import Limites
from nucleo.archivos.rastros import Advertencia, Rastros


@dataclass
class CampoArchivo:
    """Hint, ``accept``, script check and message come from ``limites``. Empty ``url_subida``: no script upload.

    ``archivo``: the file shown, anything with ``nombre`` and ``bytes``. ``presente``: a file is there although the
    field shows its input again to replace it. ``guardado``: what brings a received file back with the form
    (``resguardo``). ``uso``: other than that of its form. ``falta``: the words when a required file is missing.
    ``sale``: the file goes to the applicant, so what it carries unseen (``rastros``) is told before it is sent;
    ``propios``: the numbers that may stand in it, None while nobody knows; ``asi``: what was sent by 'Enviar así'.
    ``antes_de``: the field of the form over which it stands on the page; without it, under all of them.
    """

    campo: str
    etiqueta: str
    limites: Limites
    ayuda: str = ""
    opcional: bool = False
    archivo: Any = None
    error: str = ""
    url_subida: str = ""
    url_ver: str = ""
    presente: bool = False
    guardado: str = ""
    uso: str = ""
    falta: str = ""
    sale: bool = False
    rastros: Rastros | None = None
    propios: Set[str] | None = None
    asi: str = ""
    antes_de: str = ""

    @property
    def mensaje_de_falta(self) -> str:
        return self.falta or f"Adjunta {self.etiqueta}"

    @property
    def obligatorio(self) -> bool:
        return not self.opcional

    @property
    def maximo(self) -> int:
        return self.limites.maximo

    @property
    def tipos(self) -> str:
        return self.limites.tipos()

    @property
    def accept(self) -> str:
        return self.limites.accept()

    @property
    def limite_linea(self) -> str:
        return f"{self.limites.describir()}."

    @property
    def advertencias(self) -> list[Advertencia]:
        """What is told of the file before it is sent."""
        return self.rastros.advertencias(self.propios) if self.sale and self.archivo and self.rastros else []

    @property
    def conformidad(self) -> str:
        """What the box 'Enviar así' sends: it serves this file and these warnings, and no other."""
        return ".".join([str(self.archivo.sha256_guardado)[:16], *(uno.codigo for uno in self.advertencias)])

    @property
    def conforme(self) -> bool:
        return bool(self.asi) and self.asi == self.conformidad

    def poner(self, archivo: Any) -> None:
        self.archivo, self.presente, self.error = archivo, True, ""

    def sacar(self) -> None:
        self.archivo, self.presente, self.guardado, self.rastros = None, False, "", None

    def ofrecer_reemplazo(self) -> None:
        """Shows the input again; the file stays until another arrives."""
        self.archivo = None
