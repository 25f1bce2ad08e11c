"""How a reader's words become a chain: rooms on the right register ``folio`` and the like in ``ready()``."""

from collections.abc import Callable

_buscadores: dict[str, Callable[[str], str | None]] = {}


def registrar(nombre: str, funcion: Callable[[str], str | None]) -> None:
    """``funcion("YN194")`` gives ``"solicitud:7"``, or None when there is no such object."""
    _buscadores[nombre] = funcion


def buscar(nombre: str, valor: str) -> str | None:
    """The chain of ``valor``, or None. Raises ``LookupError`` when nobody registered ``nombre``."""
    return _buscadores[nombre](valor)
