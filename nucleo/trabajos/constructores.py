"""Who builds what: each room registers its builders in ``AppConfig.ready()``."""

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import TypeVar

from nucleo.trabajos.models import Trabajo

Avance = Callable[[int, int | None], None]
Constructor = Callable[[Trabajo, Path, Avance], None]
CADA = 1_000  # rows
T = TypeVar("T")
_constructores: dict[str, Constructor] = {}


def registrar(tipo: str, funcion: Constructor) -> None:
    """``funcion(trabajo, ruta, avance)`` writes the file at ``ruta`` and calls ``avance(hechas, total)`` often.

    It may run again from the start after a failure, so it changes nothing but its file. Raises ValueError when
    two different functions want the same ``tipo``.
    """
    if _constructores.setdefault(tipo, funcion) is not funcion:
        raise ValueError(f"«{tipo}» ya tiene su constructor")


def de(tipo: str) -> Constructor:
    """The builder of ``tipo``; raises LookupError if there is none."""
    return _constructores[tipo]


def contando(filas: Iterable[T], total: int, avance: Avance) -> Iterator[T]:
    """The same rows, telling now and then how many of ``total`` have passed."""
    for hechas, fila in enumerate(filas, start=1):
        if hechas % CADA == 0:
            avance(hechas, total)
        yield fila
