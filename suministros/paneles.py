"""What other packages and rooms add to the page of a linked supply: a card each, in the order of ``orden``.

    paneles.registrar("planes", proveedor, orden=10)

in ``AppConfig.ready()``; ``proveedor(vinculo)`` answers a ``Panel``, or None when there is nothing to show.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

from suministros.models import Vinculo


@dataclass(frozen=True)
class Panel:
    """A card: its template, and what the template reads as ``panel``."""

    plantilla: str
    datos: dict[str, Any] = field(default_factory=dict)


Proveedor = Callable[[Vinculo], Panel | None]
_proveedores: dict[str, tuple[int, Proveedor]] = {}


def registrar(nombre: str, proveedor: Proveedor, *, orden: int = 100) -> None:
    _proveedores[nombre] = (orden, proveedor)


def de(vinculo: Vinculo) -> Iterator[Panel]:
    """The cards of one link, which stands for its owner."""
    for _, proveedor in sorted(_proveedores.values(), key=lambda par: par[0]):
        if panel := proveedor(vinculo):
            yield panel
