"""RUTs written in a text: with their hyphen and a check digit that holds (module 11)."""

import re
from collections.abc import Iterator

from nucleo.comun.identidad import DocumentoIncorrecto, leer_rut

MAXIMO = 20
_GUION = "[-\u2010\u2011\u2013]"
_RUT = re.compile(rf"(?<![\w.\-])(\d{{1,2}}\.\d{{3}}\.\d{{3}}|\d{{7,8}}) ?{_GUION} ?([\dkK])(?![\w\-])", re.ASCII)


def ruts_en(texto: str) -> Iterator[str]:
    """Each as it is stored, ``123456785``, in the order of the text and perhaps more than once.

    Without a hyphen nine figures are a telephone as often as a RUT: those are not taken for one.
    """
    for hallado in _RUT.finditer(texto):
        try:
            yield leer_rut(f"{hallado[1]}-{hallado[2]}")
        except DocumentoIncorrecto:
            continue
