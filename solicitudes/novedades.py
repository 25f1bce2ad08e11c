"""Since when a list asks what arrived: the moment in which it was drawn travels in the address that asks."""

from datetime import UTC, datetime, timedelta

from django.http import QueryDict

from cuentas.vida_de_sesion import SONDEO
from nucleo.comun import parametros
from nucleo.comun.reloj import ahora

VISTO, HAY = "visto", "hay"
_EPOCA = datetime(1970, 1, 1, tzinfo=UTC)
_AJENO = (VISTO, HAY, SONDEO, "page", "contar", "sel")


def lista(consulta: QueryDict) -> QueryDict:
    """The list whose rows are asked for, at its first page and without what only the asking carries."""
    queda = consulta.copy()
    for clave in _AJENO:
        queda.pop(clave, None)
    return queda


def desde_ahora(consulta: QueryDict) -> str:
    """The query that asks for what arrives from now on. To be made before the rows of the list are read."""
    return desde(consulta, str((ahora() - _EPOCA) // timedelta(milliseconds=1)))


def desde(consulta: QueryDict, visto: str, hay: int = 0) -> str:
    """``hay``: how many were told already."""
    propia = lista(consulta)
    propia.update({VISTO: visto, HAY: str(hay)})
    return propia.urlencode()


def instante(visto: str) -> datetime | None:
    """Milliseconds since 1970; None for what is no such number."""
    milisegundos = parametros.entero(visto, 14)
    return None if milisegundos is None else _EPOCA + timedelta(milliseconds=milisegundos)
