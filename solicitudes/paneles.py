"""What rooms on the right add to the page of a request: a card, and the files that belong to the request.

Filled in ``AppConfig.ready()``: ``solicitudes`` never imports them.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from nucleo.archivos.models import Archivo
from solicitudes.models import Solicitud


@dataclass(frozen=True)
class Papel:
    """A file of a request. ``clave`` is the datum of the event that it came with: ``comprobante:12``.

    ``codigo`` and ``nombre`` say which document it is. One that the reader may not have is not listed at all (P-05).
    """

    clave: str
    codigo: str
    nombre: str
    version: int
    fecha: datetime
    archivo: Archivo


@dataclass(frozen=True)
class Panel:
    """A card: its template, what the template reads as ``panel``, and the files in it."""

    plantilla: str
    datos: dict[str, Any] = field(default_factory=dict)
    papeles: tuple[Papel, ...] = ()


Proveedor = Callable[[Solicitud, Any], Panel | None]
_proveedores: dict[str, Proveedor] = {}


def registrar(nombre: str, proveedor: Proveedor) -> None:
    """``proveedor(solicitud, user)`` gives the card for that reader, or None when there is nothing to show."""
    _proveedores[nombre] = proveedor


def de(solicitud: Solicitud, user: Any) -> Iterator[Panel]:
    for proveedor in _proveedores.values():
        if panel := proveedor(solicitud, user):
            yield panel
