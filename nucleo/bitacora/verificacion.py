"""Walks the evidence and tells what does not fit: rows, numbering, heads, triggers and grants.

Tamper-evident, not tamper-proof: whoever owns the server can rewrite a whole chain with its head.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import connection, transaction

from nucleo.bitacora import proteccion
from nucleo.bitacora.huella import huella

TANDA = 2000


@dataclass(frozen=True)
class Rotura:
    """One thing that does not fit; ``numero`` 0 when it is about a chain or the database as a whole."""

    cadena: str
    numero: int
    clase: str
    detalle: str

    def __str__(self) -> str:
        return f"{self.cadena} n.º {self.numero}: {self.detalle} [{self.clase}]"


@dataclass
class Recuento:
    cadenas: int = 0
    eventos: int = 0


@dataclass
class _Fila:
    cadena: str
    numero: int
    tipo: str
    actor_id: int | None
    datos: str
    direccion_huella: bytes | None
    ocurrido: datetime
    registrado: datetime
    previo: bytes
    hash: bytes
    cabeza_numero: int | None
    cabeza_hash: bytes | None
    cabeza_ocurrido: datetime | None
    origen_correcto: bool | None


# The head travels in the same statement: read apart, an event filed in between would look like a broken head.
_FILAS = """
SELECT e.cadena, e.numero, e.tipo, e.actor_id, e.datos::text, e.direccion_huella, e.ocurrido, e.registrado,
       e.previo, e.hash, c.numero, c.hash, c.ocurrido,
       sha256(o.sal || convert_to(host(o.direccion), 'UTF8')) = e.direccion_huella
FROM bitacora_evento e LEFT JOIN bitacora_cabeza c ON c.cadena = e.cadena
     LEFT JOIN bitacora_origen o ON o.evento_id = e.id
WHERE %(cadena)s IS NULL OR e.cadena = %(cadena)s
ORDER BY e.cadena, e.numero
"""
_CABEZAS_SIN_EVENTOS = """
SELECT c.cadena, c.numero FROM bitacora_cabeza c
WHERE (%(cadena)s IS NULL OR c.cadena = %(cadena)s) AND (c.numero <> 0 OR c.hash <> '')
  AND NOT EXISTS (SELECT 1 FROM bitacora_evento e WHERE e.cadena = c.cadena)
ORDER BY c.cadena
"""


def verificar(cadena: str | None = None, *, recuento: Recuento | None = None) -> Iterator[Rotura]:
    """Yields what is broken in ``cadena``, or in all: nothing when all is well. Memory does not grow with the log.

    ``recuento``, if given, counts what was walked.
    """
    recuento = recuento if recuento is not None else Recuento()
    for detalle in proteccion.faltas():
        yield Rotura("base de datos", 0, "protección", detalle)
    anterior: _Fila | None = None
    for fila in _filas(cadena):
        if anterior is None or fila.cadena != anterior.cadena:
            if anterior is not None:
                yield from _fin(anterior)
            recuento.cadenas += 1
            anterior = None
        recuento.eventos += 1
        yield from _eslabon(fila, anterior)
        anterior = fila
    if anterior is not None:
        yield from _fin(anterior)
    yield from _cabezas_sin_eventos(cadena)


def _filas(cadena: str | None) -> Iterator[_Fila]:
    with transaction.atomic(), connection.chunked_cursor() as cursor:
        cursor.execute(_FILAS, {"cadena": cadena})
        while tanda := cursor.fetchmany(TANDA):
            yield from (_Fila(*valores) for valores in tanda)


def _eslabon(fila: _Fila, anterior: _Fila | None) -> Iterator[Rotura]:
    """What is wrong with one row; later rows are judged from its stored values, so one edit is told once."""
    numero, previo = (anterior.numero + 1, bytes(anterior.hash)) if anterior else (1, b"")
    if fila.numero != numero:
        yield _rotura(fila, "numeración", f"se esperaba el n.º {numero}")
    if bytes(fila.previo) != previo:
        yield _rotura(fila, "previo", "no sigue al evento anterior")
    if bytes(fila.hash) != huella(fila.previo, **_campos(fila)):
        yield _rotura(fila, "huella", "el contenido no es el que se selló")
    if anterior and fila.ocurrido < anterior.ocurrido:
        yield _rotura(fila, "orden", "ocurre antes que el evento anterior")
    if fila.origen_correcto is False:
        yield _rotura(fila, "origen", "la dirección guardada no es la que se selló")


def _campos(fila: _Fila) -> dict[str, Any]:
    return {
        "cadena": fila.cadena,
        "numero": fila.numero,
        "tipo": fila.tipo,
        "actor_id": fila.actor_id,
        "datos": fila.datos,
        "direccion_huella": fila.direccion_huella,
        "ocurrido": fila.ocurrido,
        "registrado": fila.registrado,
    }


def _fin(ultima: _Fila) -> Iterator[Rotura]:
    """The last row of a chain must be the one its head remembers; a cut tail shows here."""
    if ultima.cabeza_numero is None or ultima.cabeza_hash is None:
        yield _rotura(ultima, "cabeza", "la cadena no tiene cabeza")
    elif (ultima.cabeza_numero, bytes(ultima.cabeza_hash)) != (ultima.numero, bytes(ultima.hash)):
        yield _rotura(ultima, "cabeza", f"es el último evento y la cabeza recuerda el n.º {ultima.cabeza_numero}")
    elif ultima.cabeza_ocurrido != ultima.ocurrido:
        yield _rotura(ultima, "cabeza", "la cabeza recuerda otra hora")


def _cabezas_sin_eventos(cadena: str | None) -> Iterator[Rotura]:
    with connection.cursor() as cursor:
        cursor.execute(_CABEZAS_SIN_EVENTOS, {"cadena": cadena})
        for nombre, numero in cursor.fetchall():
            yield Rotura(nombre, 0, "cabeza", f"la cabeza recuerda el n.º {numero} y no queda ningún evento")


def _rotura(fila: _Fila, clase: str, detalle: str) -> Rotura:
    return Rotura(fila.cadena, fila.numero, clase, detalle)
