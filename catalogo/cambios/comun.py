"""What every change of the rules shares."""

from nucleo.comun.errores import CampoRechazado
from nucleo.comun.transacciones import uno_a_la_vez


class CambioRechazado(CampoRechazado):
    """A change of the rules that cannot be."""


def en_fila() -> None:
    """One editor of the rules at a time, until the end of the transaction: a change looks at several rows."""
    uno_a_la_vez("catalogo.cambios")
