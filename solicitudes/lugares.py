"""The place that a draft names: whose number it is, before there is a request."""

from collections.abc import Mapping
from typing import Any

from nucleo.comun.parametros import entero
from nucleo.comun.texto import compacto

Lugar = tuple[int, str]


def lugar(datos: Mapping[str, Any]) -> Lugar | None:
    """Distributor and compact number as the draft has them; None while they are not both written."""
    campo = "numero_factibilidad" if datos.get("sin_numero_cliente") else "numero_cliente"
    # A bigint of PostgreSQL has at most 19 figures: what was typed may be anything.
    numero, distribuidora = compacto(str(datos.get(campo, ""))), entero(str(datos.get("distribuidora", "")), 18)
    return (distribuidora, numero) if numero and distribuidora is not None else None


def suministro(datos: Mapping[str, Any]) -> Lugar | None:
    """The same, of a place that has a supply: a feasibility number is none."""
    return None if datos.get("sin_numero_cliente") else lugar(datos)
