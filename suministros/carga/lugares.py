"""Where a line stands: one whole number that orders all lines of a file, and its words."""

POR_HOJA = 2**24  # more than any sheet has rows; a CSV is one sheet
# The same words, made by PostgreSQL of a column.
EN_SQL = (
    f"CASE WHEN {{0}} < {POR_HOJA} THEN 'la línea ' || {{0}} "
    f"ELSE 'la fila ' || {{0}} %% {POR_HOJA} || ' de la hoja ' || ({{0}} / {POR_HOJA} + 1) END"
)


def numero(hoja: int, fila: int) -> int:
    """``hoja`` from 0, ``fila`` from 1."""
    return hoja * POR_HOJA + fila


def en_palabras(linea: int) -> str:
    """``"5"``, or ``"Hoja 2, 5"`` behind the first sheet."""
    hoja, fila = divmod(linea, POR_HOJA)
    return f"Hoja {hoja + 1}, {fila}" if hoja else str(fila)
