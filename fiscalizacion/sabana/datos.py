"""What a column of these sheets is."""

from dataclasses import dataclass

from nucleo.comun.hojas import Columna


@dataclass(frozen=True)
class Dato:
    """A column and the SQL of its value. The tables behind the letters are in the statement that uses it."""

    columna: Columna
    sql: str
