"""Folded forms of a text, stored beside it: PostgreSQL here has neither unaccent nor an ICU collation."""

import re
import unicodedata
from collections.abc import Sequence

DURO = "\u00a0"  # non-breaking space
_ENIE = "\ue000"
# Marks that turn the direction of what follows, ours included: the quotes and the sentence after a citizen's text.
_DIRECCION = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def _sin_tildes(texto: str) -> str:
    descompuesto = unicodedata.normalize("NFD", texto)
    return "".join(letra for letra in descompuesto if not unicodedata.combining(letra))


def buscable(texto: str) -> str:
    """Lower case, without accents, single spaces: ``"  Ñuñoa "`` → ``"nunoa"``."""
    return " ".join(_sin_tildes(texto).casefold().split())


def orden(texto: str) -> str:
    """Sort key for the collation "C": as ``buscable``, but ñ follows every n."""
    marcado = unicodedata.normalize("NFC", texto).casefold().replace("ñ", _ENIE)
    return " ".join(_sin_tildes(marcado).split()).replace(_ENIE, "n~")


def compacto(numero: str) -> str:
    """A number field as it is compared: without dots, spaces, hyphens or case (contrato.md, parameters)."""
    return re.sub(r"[\s.\-]", "", numero).casefold()


MOTIVO_MINIMO = 10  # characters: in fewer nobody learns why


def es_motivo(escrito: str) -> bool:
    """Whether it explains something to whoever reads it: some letters, and not only a word or a dash."""
    limpio = una_linea(escrito)
    return len(limpio) >= MOTIVO_MINIMO and any(signo.isalpha() for signo in limpio)


def pedir_motivo(que: str) -> str:
    """``Escribe por qué rechazas el pago`` with how much must be written."""
    return f"{que}, con {MOTIVO_MINIMO} caracteres o más"


def folio(escrito: str) -> str:
    """A folio as people type it: ``"yn 1"`` → ``YN1``. Its prefix has two signs, and a space among them is the ``+``
    that an address lost (``"V 196"`` → ``V+196``)."""
    recortado = escrito.strip().upper()
    prefijo, numero = recortado[:2], recortado[2:]
    return prefijo.replace(" ", "+") + "".join(numero.split())


def una_linea(texto: str) -> str:
    """The text without control, direction or line-break characters, spaces folded (names, subjects)."""
    if texto.isprintable():  # nothing of that in it: most texts, and many times faster
        return " ".join(unicodedata.normalize("NFC", texto).split())
    visible = "".join(
        " " if letra.isspace() else letra
        for letra in texto
        if letra.isspace() or unicodedata.category(letra) not in {"Cc", "Cf", "Cs", "Co", "Cn"}
    )
    return " ".join(unicodedata.normalize("NFC", visible).split())


def enumerar(partes: Sequence[str]) -> str:
    """``["YN1", "YN2", "YN3"]`` → ``"YN1, YN2 y YN3"``; nothing for nothing."""
    if len(partes) < 2:
        return "".join(partes)
    # "y" turns "e" before the sound i.
    y = "e" if partes[-1].lower().startswith(("i", "hi")) else "y"
    return f"{', '.join(partes[:-1])} {y} {partes[-1]}"


def parrafos(texto: str) -> str:
    """A long text without the controls and direction marks that nobody sees; its lines and its emoji stay.

    NUL stays too: the form's own check names the field that has it.
    """
    return "".join(
        letra
        for letra in texto
        if letra in "\0\t\n\r" or not (letra in _DIRECCION or unicodedata.category(letra) == "Cc")
    )
