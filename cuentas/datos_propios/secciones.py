"""What the portal holds on one account, section by section (L-13). The rooms on the right register theirs.

    secciones.registrar(Seccion("solicitudes", "Tus solicitudes", CAMPOS, funcion))

in ``AppConfig.ready()``. ``funcion(usuario)`` answers rows of that account only; a queryset of ``values()`` will do.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from cuentas.models import Usuario

TOPE = 10_000  # rows of one section, the newest; more than a person makes in years
EN_PAGINA = 10


class Filas(Protocol):
    """A list or a queryset: counted and cut without reading all of it."""

    def __getitem__(self, parte: slice, /) -> Any: ...


@dataclass(frozen=True)
class Seccion:
    """``campos``: name in the file → label on the page, in order. ``leer``: rows, the newest first.

    ``fila``: what a raw row becomes, where names and values are not yet those of ``campos``.
    """

    clave: str
    titulo: str
    campos: Mapping[str, str]
    leer: Callable[[Usuario], Filas]
    fila: Callable[[Any], Mapping[str, Any]] = dict

    def filas(self, usuario: Usuario, maximo: int) -> list[dict[str, Any]]:
        hechas = (self.fila(cruda) for cruda in self.leer(usuario)[:maximo])
        return [{campo: hecha.get(campo) for campo in self.campos} for hecha in hechas]


@dataclass(frozen=True)
class Vista:
    """One section as the page shows it: its first rows, label beside value."""

    seccion: Seccion
    filas: list[list[tuple[str, Any]]]
    hay_mas: bool


_secciones: dict[str, Seccion] = {}


def registrar(seccion: Seccion) -> None:
    """Raises ValueError when another section has the name already."""
    if _secciones.setdefault(seccion.clave, seccion) != seccion:
        raise ValueError(f"La sección {seccion.clave} ya existe")


def todo(usuario: Usuario) -> dict[str, list[dict[str, Any]]]:
    """Everything, as the file carries it."""
    return {clave: seccion.filas(usuario, TOPE) for clave, seccion in _secciones.items()}


def vistas(usuario: Usuario) -> Iterator[Vista]:
    """What the page shows: the sections that hold something, without what does not apply (None)."""
    for seccion in _secciones.values():
        filas = seccion.filas(usuario, EN_PAGINA + 1)
        rotuladas = [
            [(seccion.campos[campo], valor) for campo, valor in fila.items() if valor is not None]
            for fila in filas[:EN_PAGINA]
        ]
        if rotuladas:
            yield Vista(seccion, rotuladas, hay_mas=len(filas) > EN_PAGINA)
