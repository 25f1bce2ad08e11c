"""Rows that people put in order, by a number ``orden``."""

from typing import Any

from django.http import HttpRequest

from nucleo.comun.errores import EstadoCambio


def sentido(request: HttpRequest) -> str:
    """Which of the two buttons of a row was pressed, ``arriba`` or ``abajo``. Raises ``EstadoCambio`` for neither."""
    hacia = str(request.POST.get("hacia", ""))
    if hacia not in ("arriba", "abajo"):
        raise EstadoCambio("Usa los botones Subir y Bajar de la lista.")
    return hacia


def mover(filas: list[Any], fila: Any, hacia: str) -> list[Any]:
    """``fila`` changes places with its neighbour in ``filas``: ``hacia`` is ``arriba`` or ``abajo``.

    Returns those whose number is another one now, unsaved; none at the end of the list. Numbered anew whole: two rows
    with the same number would not change places by swapping them.
    """
    lugar = filas.index(fila)
    otro = lugar - 1 if hacia == "arriba" else lugar + 1
    if not 0 <= otro < len(filas):
        return []
    filas[lugar], filas[otro] = filas[otro], filas[lugar]
    movidas = []
    for numero, una in enumerate(filas, start=1):
        if una.orden != numero * 10:
            una.orden = numero * 10
            movidas.append(una)
    return movidas
