"""One cell: what it says, as PostgreSQL's COPY takes it, or what its writer has to do."""

import re
from collections.abc import Callable
from datetime import date, timedelta
from functools import lru_cache

from nucleo.comun.identidad import DocumentoIncorrecto, leer_documento
from nucleo.comun.texto import buscable, compacto, una_linea
from nucleo.comun.valores import ValorIlegible, leer_fecha, leer_monto

Leer = Callable[[str], str]
MONTO_MAXIMO = 99_999_999_999  # pesos
_DIA_CERO = date(1899, 12, 30)  # of Excel's calendar, its leap year of 1900 included
_SERIAL = re.compile(r"[1-9]\d{4}(?:\.0+)?", re.ASCII)
_PERIODOS = (
    re.compile(r"(?P<mes>\d{1,2})[-/](?P<ano>\d{4})", re.ASCII),
    re.compile(r"(?P<ano>\d{4})[-/]?(?P<mes>\d{2})", re.ASCII),
)


class Numero(str):
    """A cell that the workbook holds as a number: a date may be one."""

    __slots__ = ()


class Mala(str):
    """A cell of a workbook that is no value; ``que_hacer`` says why."""

    que_hacer = "Esta celda tiene una fórmula o un error de Excel. Cópiala y pégala como valor."


def limpia(celda: str) -> str:
    """One line without what nobody sees, as COPY writes it. Raises ``ValorIlegible`` for a formula."""
    _exigir_valor(celda)
    texto = una_linea(celda)
    return texto.replace("\\", "\\\\") if "\\" in texto else texto


def texto(largo: int, falta: str = "") -> Leer:
    """A text of at most ``largo`` characters. ``falta``: what is said when it is empty; without it, it may be."""

    def leer(celda: str) -> str:
        leido = limpia(celda)
        if not leido and falta:
            raise ValorIlegible(falta)
        if len(leido) > largo:
            raise ValorIlegible(f"Acórtalo a {largo} caracteres o menos.")
        return leido

    return leer


def identificador(largo: int, falta: str) -> Leer:
    """As ``texto``, for numbers of supplies and invoices, which Excel spoils when it takes them for quantities."""
    de_texto = texto(largo, falta)

    def leer(celda: str) -> str:
        leido = de_texto(celda)
        if isinstance(celda, Numero) and not leido.isdigit():
            raise ValorIlegible("Excel cambió este número. Da formato Texto a la columna y escríbelo de nuevo.")
        if not compacto(leido):
            raise ValorIlegible(falta)
        if len(compacto(leido)) > largo:  # some signs are two in lower case
            raise ValorIlegible(f"Acórtalo a {largo} caracteres o menos.")
        return leido

    return leer


def opcion(opciones: dict[str, str], frase: str) -> Leer:
    """One of a few words, however it is written. ``opciones``: folded word → what is stored."""

    @lru_cache(maxsize=1024)
    def leer(celda: str) -> str:
        if hallada := opciones.get(buscable(celda)):
            return hallada
        raise ValorIlegible(frase)

    return leer


@lru_cache(maxsize=4096)
def monto(celda: str) -> str:
    """Whole pesos from 0 on."""
    if not limpia(celda):
        raise ValorIlegible("Escribe el monto en pesos, por ejemplo 38.450. Si no se debe nada, 0.")
    pesos = leer_monto(celda)
    if pesos < 0:
        raise ValorIlegible("Escribe el monto sin signo: una factura no tiene un monto negativo.")
    if pesos > MONTO_MAXIMO:
        raise ValorIlegible("El monto es demasiado grande. Revísalo: va en pesos, sin decimales.")
    return str(pesos)


@lru_cache(maxsize=8192)
def _dia(celda: str, de_libro: bool) -> date:
    if not celda.strip():
        raise ValorIlegible("Escribe la fecha, por ejemplo 20-11-2026.")
    if de_libro and _SERIAL.fullmatch(celda):
        celda = (_DIA_CERO + timedelta(days=int(float(celda)))).isoformat()
    return leer_fecha(celda)


def fecha(celda: str) -> str:
    _exigir_valor(celda)
    return _dia(celda, isinstance(celda, Numero)).isoformat()


def _exigir_valor(celda: str) -> None:
    if isinstance(celda, Mala):
        raise ValorIlegible(celda.que_hacer)


@lru_cache(maxsize=4096)
def _periodo(celda: str, de_libro: bool) -> str:
    for forma in _PERIODOS:
        if not de_libro and (hallado := forma.fullmatch(celda.strip())):
            celda = f"{hallado['ano']}-{int(hallado['mes']):02}-01"
            break
    try:
        return _dia(celda, de_libro).replace(day=1).isoformat()
    except ValorIlegible:
        raise ValorIlegible("Escribe el mes y el año, por ejemplo 11-2026.") from None


def periodo(celda: str) -> str:
    """The first day of a month: ``11-2026``, ``2026-11``, or any day of it."""
    _exigir_valor(celda)
    return _periodo(celda, isinstance(celda, Numero))


def documento(tipo: str, celda: str) -> str:
    """Compact, checked; empty where the register does not hold it."""
    escrito = limpia(celda)
    if not escrito:
        return ""
    try:
        return leer_documento(tipo, escrito)
    except DocumentoIncorrecto as error:
        raise ValorIlegible(f"{error.mensaje}.") from None
