"""Which distributors need the identity document of an account (reglas.md 8): the rooms on the right say so."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from cuentas.models import Usuario


@dataclass(frozen=True)
class Fuente:
    """``filas()``: what is under way. ``cuenta`` and ``distribuidora``: its fields that say between whom."""

    filas: Callable[[], QuerySet[Any]]
    cuenta: str
    distribuidora: str


_fuentes: list[Fuente] = []


def registrar(filas: Callable[[], QuerySet[Any]], *, cuenta: str, distribuidora: str) -> None:
    """Rows and not answers, so that one account and a whole queue are asked of the same definition."""
    _fuentes.append(Fuente(filas, cuenta, distribuidora))


def distribuidoras(usuario: Usuario) -> frozenset[int]:
    """The ids of those whose staff may see the document and decide on it; empty while nobody needs it."""
    return frozenset(
        distribuidora
        for fuente in _fuentes
        for distribuidora in fuente.filas()
        .filter(**{fuente.cuenta: usuario.pk})
        .values_list(fuente.distribuidora, flat=True)
    )


def la_necesita(distribuidora_id: int, cuenta: str = "usuario") -> Q:
    """The condition 'that distributor needs it' on rows that name their account in the field ``cuenta``."""
    condicion = Q(pk__in=[])
    for fuente in _fuentes:
        suyas = {fuente.cuenta: OuterRef(cuenta), fuente.distribuidora: distribuidora_id}
        condicion |= Q(Exists(fuente.filas().filter(**suyas)))
    return condicion
