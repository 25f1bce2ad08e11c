"""Who builds what: each room registers its builders in ``AppConfig.ready()``."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from nucleo.trabajos.models import Trabajo

Avance = Callable[[int, int | None], None]
Constructor = Callable[[Trabajo, Path, Avance], None]
CADA = 1_000  # rows
T = TypeVar("T")


@dataclass(frozen=True)
class Palabras:
    """How the page that follows an order speaks of it."""

    titulo: str = "Tu archivo"
    preparando: str = "Preparando el archivo"
    listo: str = "El archivo está listo"
    fallo: str = "No pudimos preparar el archivo"
    consejo: str = "Lo intentamos tres veces. Inténtalo de nuevo o pide menos datos."
    mientras: str = "Puedes cerrar esta página y volver después: el archivo queda guardado siete días."
    se_cuentan: str = "filas"


@dataclass(frozen=True)
class Ficha:
    """What is told of the orders of one type.

    ``sala``: name and address (or its name) of the page where it is ordered. ``que``: what was ordered, in words; the
    name of the file without it. ``cede``: it is long, and between two calls of ``avance`` it holds no transaction, so
    that shorter orders are built there.
    """

    sala: tuple[str, str] | None = None
    que: Callable[[Trabajo], str] | None = None
    cede: bool = False
    palabras: Palabras = Palabras()


_constructores: dict[str, Constructor] = {}
_fichas: dict[str, Ficha] = {}


def registrar(tipo: str, funcion: Constructor, ficha: Ficha | None = None) -> None:
    """``funcion(trabajo, ruta, avance)`` writes the file at ``ruta`` and calls ``avance(hechas, total)`` often.

    It may run again from the start after a failure, so it changes nothing but its file. Raises ValueError when
    two different functions want the same ``tipo``.
    """
    if _constructores.setdefault(tipo, funcion) is not funcion:
        raise ValueError(f"«{tipo}» ya tiene su constructor")
    _fichas[tipo] = ficha or Ficha()


def ficha(tipo: str) -> Ficha:
    return _fichas.get(tipo, Ficha())


def que_ceden() -> list[str]:
    return [tipo for tipo, una in _fichas.items() if una.cede]


def de(tipo: str) -> Constructor:
    """The builder of ``tipo``; raises LookupError if there is none."""
    return _constructores[tipo]


def contando(filas: Iterable[T], total: int, avance: Avance) -> Iterator[T]:
    """The same rows, telling now and then how many of ``total`` have passed."""
    for hechas, fila in enumerate(filas, start=1):
        if hechas % CADA == 0:
            avance(hechas, total)
        yield fila
