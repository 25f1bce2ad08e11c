"""What any list takes from its address, cleaned: an unknown value filters nothing and no name is passed on (V20)."""

from collections.abc import Collection

from django.http import QueryDict

TAMANOS = (10, 25, 50, 100)


def texto(consulta: QueryDict, clave: str, maximo: int = 80) -> str:
    """What was written, cut and without the character that PostgreSQL does not store."""
    return consulta.get(clave, "")[:maximo].replace("\x00", "")


def elegido(consulta: QueryDict, clave: str, conocidos: Collection[str]) -> str:
    """The value if it is one of ``conocidos``, else nothing."""
    valor = consulta.get(clave, "")
    return valor if valor in conocidos else ""


def orden(consulta: QueryDict, columnas: Collection[str], defecto: str) -> str:
    """A column of ``columnas``, with ``-`` before it for the other direction; else ``defecto``."""
    valor = consulta.get("orden", defecto)
    return valor if valor.removeprefix("-") in columnas else defecto


def por_pagina(consulta: QueryDict) -> int:
    valor = consulta.get("por", "")
    return int(valor) if valor in map(str, TAMANOS) else TAMANOS[0]


def entero(escrito: str, cifras: int) -> int | None:
    """The number of at most ``cifras`` figures; None for what is none, which ``int`` or the database would choke on."""
    return int(escrito) if escrito.isascii() and escrito.isdecimal() and len(escrito) <= cifras else None


def pagina(consulta: QueryDict) -> int:
    """The page asked for, from 1; one past the end is the paginator's matter."""
    return max(1, entero(consulta.get("page", ""), 7) or 1)


def sin(consulta: QueryDict, *claves: str) -> QueryDict:
    """The query without ``claves`` and without what was left empty, for the address of a link."""
    queda = QueryDict(mutable=True)
    for clave, valor in consulta.items():
        if valor and clave not in claves:
            queda[clave] = str(valor)
    return queda


def prefijo(consulta: QueryDict, clave: str = "distribuidora") -> str:
    """The prefix of a distributor. A space is a ``+`` that the query string lost (``V+``)."""
    return texto(consulta, clave).replace(" ", "+").upper()
