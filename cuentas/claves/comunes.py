"""Passwords that a guesser tries first: Django's list of 20,000, their usual dressings, and the owner's own words."""

import re
from collections.abc import Iterable
from functools import cache

from django.contrib.auth.password_validation import CommonPasswordValidator

from nucleo.comun.texto import buscable

DISTINTOS = 4  # fewer different characters than this is a pattern, not a password
RESTO = 4  # characters of its own that a password keeps once the known words are taken out
PALABRA = 3  # shorter words say nothing
_CORRIDAS = ("01234567890123456789", "abcdefghijklmnopqrstuvwxyz", "qwertyuiopasdfghjklzxcvbnm")
# Spanish favourites that the list, made from English leaks, does not hold.
_DE_AQUI = {"contrasena", "contrasenia", "clave", "miclave", "chile", "vivachile", "colocolo", "santiago", "bienvenido"}


@cache
def _lista() -> frozenset[str]:
    return frozenset(CommonPasswordValidator().passwords) | _DE_AQUI


def muy_comun(clave: str) -> bool:
    """In the list, dressed up from it ("Password2026!", "clave clave clave"), or a bare pattern ("aaaa…", "1234…")."""
    plegada = buscable(clave)
    if plegada in _lista() or len(set(plegada)) < DISTINTOS or _es_corrida(plegada):
        return True
    centro = re.sub(r"^[\W\d_]+|[\W\d_]+$", "", plegada)
    partes = re.split(r"[\W\d_]+", centro)
    if len(set(partes)) == 1 and partes[0]:
        return _repetida(partes[0]) in _lista()
    return centro in _lista()


def hecha_de(clave: str, palabras: Iterable[str]) -> bool:
    """Whether little is left of ``clave`` once ``palabras`` (names, RUT, e-mail, service) are taken out of it."""
    resto = _solo_letras(clave)
    encontrada = False
    for palabra in sorted({p for texto in palabras for p in _piezas(texto)}, key=len, reverse=True):
        if palabra in resto:
            encontrada, resto = True, resto.replace(palabra, "")
    return encontrada and len(resto) < RESTO


def _piezas(texto: str) -> set[str]:
    """``"Ana Rojas"`` → anarojas, ana, rojas; an e-mail also by its parts; short pieces are left out."""
    trozos = {_solo_letras(texto), *(_solo_letras(trozo) for trozo in re.split(r"[\s@._\-]+", texto))}
    return {trozo for trozo in trozos if len(trozo) >= PALABRA}


def _solo_letras(texto: str) -> str:
    return re.sub(r"[\W_]+", "", buscable(texto))


def _repetida(texto: str) -> str:
    """``"claveclaveclave"`` → ``"clave"``: the shortest piece that repeats to the whole."""
    lugar = (texto + texto).find(texto, 1)
    return texto[:lugar]


def _es_corrida(texto: str) -> bool:
    """A walk along the digits, the alphabet or the keyboard, in either direction."""
    limpio = re.sub(r"[\W_]+", "", texto)
    return bool(limpio) and any(limpio in corrida or limpio[::-1] in corrida for corrida in _CORRIDAS)
