"""Which distributors need the identity document of an account (reglas.md 8): the rooms on the right say so."""

from collections.abc import Callable, Iterable

from cuentas.models import Usuario

_fuentes: list[Callable[[Usuario], Iterable[int]]] = []


def registrar(fuente: Callable[[Usuario], Iterable[int]]) -> None:
    """``fuente(usuario)``: the ids of the distributors with which the account has something under way."""
    _fuentes.append(fuente)


def distribuidoras(usuario: Usuario) -> frozenset[int]:
    """Those whose staff may decide on the document; empty while nobody needs it."""
    return frozenset(distribuidora for fuente in _fuentes for distribuidora in fuente(usuario))
