"""Who downloaded a file, saw a request or came from an address (DAT-7): what is told within hours of an incident.

By the indexes of ``Acceso.objeto``, ``Acceso.direccion`` and ``Origen.direccion``, whatever the size of the tables.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from heapq import merge
from typing import Any

from django.db.models import Q, QuerySet

from nucleo.bitacora.models import Acceso, Evento


@dataclass(frozen=True, order=True)
class Huella:
    """One trace. ``quien``: the account, or empty without a session; ``resultado``: permitido, negado or hecho."""

    cuando: datetime
    que: str
    objeto: str
    resultado: str
    quien: str
    direccion: str


def de_archivo(archivo: str, desde: datetime | None = None, hasta: datetime | None = None) -> Iterator[Huella]:
    """Who took the file of that id, or tried to."""
    return _accesos(Q(objeto=f"archivo:{archivo}"), desde, hasta)


def de_cadena(
    cadena: str, folio: str, desde: datetime | None = None, hasta: datetime | None = None
) -> Iterator[Huella]:
    """Who opened the request of that chain, tried its folio, or did something in it."""
    vistas = _accesos(Q(objeto__in=[cadena, f"folio:{folio}"]), desde, hasta)
    return merge(vistas, _eventos(Q(cadena=cadena), desde, hasta))


def de_direccion(direccion: str, desde: datetime | None = None, hasta: datetime | None = None) -> Iterator[Huella]:
    """Everything that came from an IP address: sign-ins, readings, refusals and acts."""
    desde_ahi = _accesos(Q(direccion=direccion), desde, hasta)
    return merge(desde_ahi, _eventos(Q(origen__direccion=direccion), desde, hasta))


def _accesos(cuales: Q, desde: datetime | None, hasta: datetime | None) -> Iterator[Huella]:
    filas = Acceso.objects.filter(cuales).select_related("usuario").order_by("cuando", "pk")
    for fila in _entre(filas, "cuando", desde, hasta).iterator():
        resultado = "permitido" if fila.permitido else f"negado ({fila.motivo})" if fila.motivo else "negado"
        yield Huella(fila.cuando, fila.accion, fila.objeto, resultado, _quien(fila.usuario), fila.direccion or "")


def _eventos(cuales: Q, desde: datetime | None, hasta: datetime | None) -> Iterator[Huella]:
    filas = Evento.objects.filter(cuales).select_related("actor", "origen").order_by("ocurrido", "pk")
    for fila in _entre(filas, "ocurrido", desde, hasta).iterator():
        origen = getattr(fila, "origen", None)
        direccion = str(origen.direccion) if origen else ""
        yield Huella(fila.ocurrido, fila.tipo, fila.cadena, "hecho", _quien(fila.actor) or "sistema", direccion)


def _entre(filas: QuerySet[Any], campo: str, desde: datetime | None, hasta: datetime | None) -> QuerySet[Any]:
    if desde:
        filas = filas.filter(**{f"{campo}__gte": desde})
    return filas.filter(**{f"{campo}__lt": hasta}) if hasta else filas


def _quien(usuario: Any) -> str:
    return f"usuario:{usuario.pk} {usuario}" if usuario else ""
