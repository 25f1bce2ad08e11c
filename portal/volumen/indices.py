"""Indexes and keys out of the way of a bulk load, and back: what ``pg_restore`` does, inside one transaction.

A key that is made after its rows checks every row, in one pass instead of one by one. If anything fails the whole
transaction goes, and the tables are as they were.
"""

from collections.abc import Callable, Sequence
from typing import Any

Cursor = Any
_CLAVES = """
SELECT c.conrelid::regclass::text, quote_ident(c.conname), pg_get_constraintdef(c.oid), c.contype
FROM pg_constraint c
WHERE c.contype IN ('p', 'u', 'f')
  AND (c.conrelid = ANY(%(tablas)s::regclass[]) OR (c.contype = 'f' AND c.confrelid = ANY(%(tablas)s::regclass[])))
ORDER BY c.conrelid::regclass::text, c.conname
"""
_INDICES = """
SELECT i.indexrelid::regclass::text, pg_get_indexdef(i.indexrelid)
FROM pg_index i
WHERE i.indrelid = ANY(%(tablas)s::regclass[])
  AND NOT EXISTS (SELECT 1 FROM pg_constraint c WHERE c.conindid = i.indexrelid AND c.contype IN ('p', 'u'))
ORDER BY 1
"""


def apartar(cursor: Cursor, tablas: Sequence[str]) -> Callable[[Callable[[str], None]], None]:
    """Drops the indexes and keys of ``tablas``; the function returned makes them again and says each by its name."""
    cursor.execute(_CLAVES, {"tablas": list(tablas)})
    claves = cursor.fetchall()
    cursor.execute(_INDICES, {"tablas": list(tablas)})
    indices = cursor.fetchall()
    foraneas = [fila for fila in claves if fila[3] == "f"]
    propias = [fila for fila in claves if fila[3] != "f"]
    for tabla, nombre, _, _ in [*foraneas, *propias]:
        cursor.execute(f"ALTER TABLE {tabla} DROP CONSTRAINT {nombre}")
    for nombre, _ in indices:
        cursor.execute(f"DROP INDEX {nombre}")

    def reponer(decir: Callable[[str], None]) -> None:
        for tabla, nombre, definicion, _ in propias:
            decir(nombre)
            cursor.execute(f"ALTER TABLE {tabla} ADD CONSTRAINT {nombre} {definicion}")
        for nombre, definicion in indices:
            decir(nombre)
            cursor.execute(definicion)
        # Foreign keys last: the check of each is a join that the planner does well only on counted tables.
        for tabla in tablas:
            cursor.execute(f"ANALYZE {tabla}")
        for tabla, nombre, definicion, _ in foraneas:
            decir(nombre)
            cursor.execute(f"ALTER TABLE {tabla} ADD CONSTRAINT {nombre} {definicion}")

    return reponer
