"""How an invoice is paid (U-13): the room of payments, on the right, says which ways a distributor takes."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from catalogo.models import Distribuidora


@dataclass(frozen=True)
class Formas:
    """``plantilla`` draws them with ``datos``; ``hay``: whether the distributor has written any."""

    plantilla: str
    datos: dict[str, Any] = field(default_factory=dict)
    hay: bool = True


Proveedor = Callable[[Distribuidora], Formas]
_proveedores: list[Proveedor] = []


def registrar(proveedor: Proveedor) -> None:
    """``proveedor(distribuidora)``, given once by the room of payments in ``AppConfig.ready()``."""
    _proveedores[:] = [proveedor]


def de(distribuidora: Distribuidora) -> Formas | None:
    """None while nobody registered, or the distributor has written no way to pay."""
    formas = _proveedores[0](distribuidora) if _proveedores else None
    return formas if formas and formas.hay else None
