"""Dates and amounts as banks, spreadsheets and people in Chile write them."""

import re
from datetime import date

_MONTO = re.compile(r"(?P<entero>\d{1,3}(?:\.\d{3})+|\d{1,12})(?:[.,]0{1,2})?")
_ADORNOS = re.compile(r"\s|\$|CLP")
_MUY_GRANDE = 1_000_000_000_000  # pesos; above it two columns have run together
_FECHAS = (
    re.compile(r"(?P<dia>\d{1,2})[-/](?P<mes>\d{1,2})[-/](?P<ano>\d{4})", re.ASCII),
    re.compile(r"(?P<ano>\d{4})[-/](?P<mes>\d{2})[-/](?P<dia>\d{2})", re.ASCII),
)
_HORA = re.compile(r"[ T]\d{1,2}:\d{2}(:\d{2})?([.,]\d+)?Z?$")
_ANOS = range(2000, 2101)


class ValorIlegible(Exception):
    """``mensaje``: what is wrong with the line, without repeating more of it than the cell."""

    def __init__(self, mensaje: str) -> None:
        super().__init__(mensaje)
        self.mensaje = mensaje


def leer_monto(celda: str) -> int:
    """Whole pesos; negative for a debit, 0 for an empty cell. ``$38.500``, ``38500,00``, ``-1.000``, ``(1.000)``."""
    texto = _ADORNOS.sub("", celda.upper()).replace("\u2212", "-")
    if texto in ("", "-"):
        return 0
    negativo = texto.startswith(("-", "(")) or texto.endswith("-")
    hallado = _MONTO.fullmatch(texto.strip("+-()"))
    if hallado is None or not texto.isascii():
        raise ValorIlegible(f"No entendimos el monto «{_corta(celda)}». Se escribe 38.500 o 38500.")
    monto = int(hallado["entero"].replace(".", ""))
    if monto >= _MUY_GRANDE:
        raise ValorIlegible(f"El monto «{_corta(celda)}» es demasiado grande.")
    return -monto if negativo else monto


def leer_fecha(celda: str) -> date:
    """``20-11-2026``, ``20/11/2026`` or ``2026-11-20``, with or without an hour behind."""
    texto = _HORA.sub("", celda.strip())
    for forma in _FECHAS:
        if hallada := forma.fullmatch(texto):
            return _dia(celda, *(int(hallada[parte]) for parte in ("ano", "mes", "dia")))
    raise ValorIlegible(f"No entendimos la fecha «{_corta(celda)}». Se escribe 20-11-2026.")


def _dia(celda: str, ano: int, mes: int, dia: int) -> date:
    try:
        leido = date(ano, mes, dia)
    except ValueError:
        raise ValorIlegible(f"La fecha «{_corta(celda)}» no existe.") from None
    if leido.year not in _ANOS:
        raise ValorIlegible(f"El año de la fecha «{_corta(celda)}» no puede ser.")
    return leido


def _corta(celda: str) -> str:
    texto = " ".join(celda.split())
    return texto if len(texto) <= 20 else f"{texto[:19]}…"
