"""How many papers wait for review, for the line over the inbox."""

from collections.abc import Iterator
from typing import Any

from django.urls import reverse

from catalogo.plazos import calendario
from nucleo.comun import pendientes
from nucleo.comun.pendientes import Pendiente
from suministros.identidades.cola import lugares

TOPE = 1_000  # the inbox counts no further; the queue itself tells how many there are


def _de(usuario: Any) -> Iterator[Pendiente]:
    if usuario.es_distribuidora:
        cuantos = lugares(usuario, "", calendario(), hasta=TOPE).count()
        yield Pendiente(
            cuantos, "identidad por revisar", "identidades por revisar", reverse("suministros:identidades")
        )  # fmt: skip


def registrar() -> None:
    pendientes.registrar(_de)
