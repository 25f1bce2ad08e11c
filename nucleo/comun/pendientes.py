"""What waits for the staff in other rooms, told where they look all day: a line over the inbox.

    pendientes.registrar(funcion)

in ``AppConfig.ready()``; the inbox knows none of the rooms.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Pendiente:
    """``cuantos`` things wait at ``url``; ``uno`` and ``varios`` are the words after the number."""

    cuantos: int
    uno: str
    varios: str
    url: str

    @property
    def texto(self) -> str:
        return self.uno if self.cuantos == 1 else self.varios


Fuente = Callable[[Any], Iterable[Pendiente]]
_fuentes: list[Fuente] = []


def registrar(fuente: Fuente) -> None:
    """``fuente(usuario)`` counts what waits for that user."""
    if fuente not in _fuentes:
        _fuentes.append(fuente)


def de(usuario: Any) -> list[Pendiente]:
    """What waits now; nothing of a room where nothing does."""
    return [uno for fuente in _fuentes for uno in fuente(usuario) if uno.cuantos]
