"""Who is told that a request was refused with 403 (AZ-8).

``bitacora`` stands right of ``comun``, so it gives its function in ``AppConfig.ready()``.
"""

from collections.abc import Callable

from django.http import HttpRequest

Anotador = Callable[[HttpRequest, str], None]
_anotadores: list[Anotador] = []


def registrar(anotador: Anotador) -> None:
    """``anotador(request, motivo)`` is called once per refusal, outside the transaction that it rolled back."""
    if anotador not in _anotadores:
        _anotadores.append(anotador)


def anotar(request: HttpRequest, motivo: str) -> None:
    for anotador in _anotadores:
        anotador(request, motivo)
