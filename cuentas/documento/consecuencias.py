"""What follows from a document that was sent or decided, in its transaction: the rooms on the right say what."""

from collections.abc import Callable

from cuentas.models import Usuario

_funciones: list[Callable[[Usuario, Usuario], None]] = []


def registrar(funcion: Callable[[Usuario, Usuario], None]) -> None:
    """``funcion(duena, actor)``: whose document it is, and who sent it or decided on it."""
    _funciones.append(funcion)


def seguir(duena: Usuario, actor: Usuario) -> None:
    for funcion in _funciones:
        funcion(duena, actor)
