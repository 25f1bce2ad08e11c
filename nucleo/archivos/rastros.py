"""What a file on its way to the applicant carries unseen, in the words of who sends it. It warns and never blocks."""

from collections.abc import Set
from dataclasses import dataclass
from typing import Any, NamedTuple

from nucleo.archivos import almacen
from nucleo.archivos.models import Archivo
from nucleo.archivos.revision import proceso
from nucleo.comun.identidad import mostrar_rut
from nucleo.comun.texto import enumerar

RUT_AJENO = "rut-ajeno"
_SIN_LEER = "sin-leer"
_REVISABLES = frozenset({"pdf", "docx", "doc"})
FRASES = {
    "comentarios": "Tiene comentarios.",
    "cambios": "Tiene cambios marcados que nadie ha aceptado ni rechazado.",
    "oculto": "Tiene texto oculto.",
    "notas": "Tiene notas o marcas puestas sobre sus páginas.",
    "adjuntos": "Tiene otros archivos adjuntos adentro.",
    _SIN_LEER: "No alcanzamos a revisarlo completo. Ábrelo y comprueba que no tenga comentarios ni datos de otras"
    " personas.",
}
# The same in the history of who sent it all the same.
NOMBRES = {
    "comentarios": "comentarios",
    "cambios": "cambios marcados",
    "oculto": "texto oculto",
    "notas": "notas",
    "adjuntos": "archivos adentro",
    _SIN_LEER: "sin revisar completo",
    RUT_AJENO: "el RUT de otra persona",
}
_NOMBRADOS = 3


class Advertencia(NamedTuple):
    """``codigo`` stays in the event when the file is sent all the same; ``frase`` is read by who sends it."""

    codigo: str
    frase: str


@dataclass(frozen=True)
class Rastros:
    """``ruts``: every one that the text names, whoever's."""

    codigos: tuple[str, ...] = ()
    ruts: tuple[str, ...] = ()

    def advertencias(self, propios: Set[str] | None) -> list[Advertencia]:
        """``propios``: compact numbers that may stand in the file; None while nobody knows: then none is judged."""
        hallados = [Advertencia(codigo, FRASES[codigo]) for codigo in FRASES if codigo in self.codigos]
        ajenos = [rut for rut in self.ruts if rut not in propios] if propios is not None else []
        return [*hallados, Advertencia(RUT_AJENO, _nombra(ajenos))] if ajenos else hallados


def de(archivo: Archivo) -> Rastros:
    """Looks into a stored file, in a process of its own; at most a few seconds."""
    if archivo.extension not in _REVISABLES:
        return Rastros()
    return leer(proceso.rastros(almacen.ruta(archivo.sha256_guardado)))


def leer(respuesta: dict[str, Any]) -> Rastros:
    """From what the process answered; one that ended badly could not read the file."""
    if "codigos" not in respuesta:
        return Rastros((_SIN_LEER,))
    return Rastros(tuple(respuesta["codigos"]), tuple(respuesta["ruts"]))


def _nombra(ruts: list[str]) -> str:
    mostrados = [mostrar_rut(rut) for rut in ruts[:_NOMBRADOS]]
    if len(ruts) > _NOMBRADOS:
        mostrados.append(f"{len(ruts) - _NOMBRADOS} más")
    if len(mostrados) == 1:
        return f"Nombra el RUT {mostrados[0]}, que no es del solicitante."
    return f"Nombra los RUT {enumerar(mostrados)}, que no son del solicitante."
