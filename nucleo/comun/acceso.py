"""Deny by default: every view says who may reach it, and ``middleware.AccesoDeclarado`` enforces it.

    @publica                                   anyone
    @con_sesion                                any signed-in account
    @solo(Perfil.DISTRIBUIDORA)                that profile, any role
    @solo(Perfil.SEC, roles=[Rol.ADMINISTRADOR])

A view without one of these answers 403 to everybody, and ``tests/test_rutas.py`` fails.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any, TypeVar

Vista = TypeVar("Vista", bound=Callable[..., Any])
ATRIBUTO = "acceso_declarado"


@dataclass(frozen=True)
class Acceso:
    """Who may reach a view. ``perfiles`` empty and ``sesion`` true means any signed-in account."""

    sesion: bool
    perfiles: frozenset[str] = field(default_factory=frozenset)
    roles: frozenset[str] = field(default_factory=frozenset)

    def permite(self, usuario: Any) -> bool:
        if not self.sesion:
            return True
        if not usuario.is_authenticated:
            return False
        return (not self.perfiles or usuario.perfil in self.perfiles) and (not self.roles or usuario.rol in self.roles)


def _declarar(acceso: Acceso) -> Callable[[Vista], Vista]:
    def decorador(vista: Vista) -> Vista:
        setattr(vista, ATRIBUTO, acceso)
        return vista

    return decorador


def publica(vista: Vista) -> Vista:
    return _declarar(Acceso(sesion=False))(vista)


def con_sesion(vista: Vista) -> Vista:
    return _declarar(Acceso(sesion=True))(vista)


def solo(*perfiles: str, roles: Iterable[str] = ()) -> Callable[[Vista], Vista]:
    return _declarar(Acceso(sesion=True, perfiles=frozenset(perfiles), roles=frozenset(roles)))
