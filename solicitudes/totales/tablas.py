"""Folding the loose facts into days, months and years, counting everything again, and comparing both.

Each is one statement on one snapshot: a page that reads meanwhile sees the same sums before and after.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, NamedTuple

from django.db import connection, connections, transaction
from django.db.models import Model

from nucleo.comun.transacciones import en_transaccion
from solicitudes.models import TotalDeEnvios, TotalDeRespuestas

_GRANOS = "(VALUES ('diario', 'day'), ('mensual', 'month'), ('anual', 'year')) AS g(grano, unidad)"


@dataclass(frozen=True)
class Tabla:
    """One table of totals: its own columns, and the facts that it counts with their ``dia``."""

    de_que: str
    modelo: type[Model]
    columnas: str
    origen: str

    @property
    def nombre(self) -> str:
        return str(self.modelo._meta.db_table)


_DE_ENVIOS = """
SELECT (enviada_en AT TIME ZONE 'America/Santiago')::date AS dia, distribuidora_id, tipo, estado
FROM solicitudes_solicitud
"""
_DE_RESPUESTAS = """
SELECT dia, distribuidora_id, tipo, caso, dia <= plazo_respuesta_el AS en_plazo, dias_respuesta AS dias
FROM solicitudes_solicitud
CROSS JOIN LATERAL (SELECT (respondida_en AT TIME ZONE 'America/Santiago')::date AS dia) AS respuesta
WHERE respondida_en IS NOT NULL AND plazo_respuesta_el IS NOT NULL AND dias_respuesta IS NOT NULL
"""
TABLAS = (
    Tabla("envíos", TotalDeEnvios, "distribuidora_id, tipo, estado", _DE_ENVIOS),
    Tabla("respuestas", TotalDeRespuestas, "distribuidora_id, tipo, caso, en_plazo, dias", _DE_RESPUESTAS),
)
_PLEGAR = """
WITH sueltos AS (DELETE FROM {t} WHERE grano = 'suelto' RETURNING desde, {c}, cuantas)
INSERT INTO {t} AS total (grano, desde, {c}, cuantas)
SELECT g.grano, date_trunc(g.unidad, desde::timestamp)::date, {c}, sum(cuantas) FROM sueltos CROSS JOIN {granos}
GROUP BY 1, 2, {c} HAVING sum(cuantas) <> 0 ORDER BY 1, 2, {c}
ON CONFLICT (grano, desde, {c}) WHERE grano <> 'suelto' DO UPDATE SET cuantas = total.cuantas + excluded.cuantas
"""
_REHACER = """
INSERT INTO {t} (grano, desde, {c}, cuantas)
SELECT g.grano, date_trunc(g.unidad, dia::timestamp)::date, {c}, sum(cuantas)
FROM (SELECT dia, {c}, count(*) AS cuantas FROM ({origen}) AS hechos GROUP BY dia, {c}) AS dias CROSS JOIN {granos}
GROUP BY 1, 2, {c} ORDER BY 1, 2, {c}
"""
_COMPARAR = """
WITH contadas AS (SELECT dia, {c}, count(*) AS cuantas FROM ({origen}) AS hechos GROUP BY dia, {c}),
debidas AS (
  SELECT g.grano, date_trunc(g.unidad, dia::timestamp)::date AS desde, {c}, sum(cuantas) AS cuantas
  FROM contadas CROSS JOIN {granos} GROUP BY 1, 2, {c}),
guardadas AS (
  SELECT grano, desde, {c}, sum(cuantas) AS cuantas FROM (
    SELECT grano, desde, {c}, cuantas FROM {t} WHERE grano <> 'suelto'
    UNION ALL SELECT g.grano, date_trunc(g.unidad, desde::timestamp)::date, {c}, cuantas
    FROM {t} CROSS JOIN {granos} WHERE {t}.grano = 'suelto') AS filas
  GROUP BY grano, desde, {c})
SELECT concat_ws(' ', grano, desde, {c}), coalesce(guardadas.cuantas, 0), coalesce(debidas.cuantas, 0)
FROM guardadas FULL JOIN debidas USING (grano, desde, {c})
WHERE coalesce(guardadas.cuantas, 0) <> coalesce(debidas.cuantas, 0) ORDER BY 1
"""
_QUITAR_CEROS = "DELETE FROM {t} WHERE cuantas = 0 AND grano <> 'suelto'"
_MEMORIA = "SET LOCAL work_mem = '128MB'"  # a million requests are summed in memory instead of on disk


class Desacuerdo(NamedTuple):
    """A total that is not what the requests say. ``donde``: grain, day and columns."""

    de_que: str
    donde: str
    guardado: int
    contado: int


def _orden(consulta: str, tabla: Tabla) -> str:
    return consulta.format(t=tabla.nombre, c=tabla.columnas, origen=tabla.origen, granos=_GRANOS)


@en_transaccion
def plegar() -> int:
    """Sums the loose facts into their day, month and year; returns how many rows it wrote. Any number may run it."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(hashtext('solicitudes.totales'))")
        if not cursor.fetchone()[0]:
            return 0
        escritas = 0
        for tabla in TABLAS:
            cursor.execute(_orden(_PLEGAR, tabla))
            if cursor.rowcount:
                escritas += cursor.rowcount
                cursor.execute(_orden(_QUITAR_CEROS, tabla))
        return escritas


def rehacer(using: str = "default") -> None:
    """Counts everything again. Steps wait for it (some seconds at a million requests); pages do not."""
    with transaction.atomic(using=using), connections[using].cursor() as cursor:
        cursor.execute(_MEMORIA)
        for tabla in TABLAS:
            cursor.execute(f"LOCK TABLE {tabla.nombre} IN EXCLUSIVE MODE")
        for tabla in TABLAS:
            cursor.execute(_orden("DELETE FROM {t}", tabla))
            cursor.execute(_orden(_REHACER, tabla))


def comparar() -> Iterator[Desacuerdo]:
    """Every total that differs from a count of the requests."""
    for tabla in TABLAS:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(_MEMORIA)
            cursor.execute(_orden(_COMPARAR, tabla))
            filas: list[tuple[Any, ...]] = cursor.fetchall()
        for donde, guardado, contado in filas:
            yield Desacuerdo(tabla.de_que, donde, int(guardado), int(contado))
