"""The statements of a load, one set for each of its files: what the register has, against what the file brings.

``registro``: how a staged line ``l`` meets its row ``r`` of the register. Only rows that are new or differ are written.
"""

from dataclasses import dataclass

from suministros.carga.lugares import EN_SQL
from suministros.models import ClaseCarga

_SUMINISTRO = (
    "numero", "titular_nombre", "titular_documento_tipo", "titular_documento", "direccion", "comuna_id",
    "grupo_tarifario", "estado", "estado_cobranza",
)  # fmt: skip
_FACTURA = ("periodo", "monto", "emitida_el", "vence_el", "estado", "referencia")


@dataclass(frozen=True)
class Tablas:
    """``clave``: the columns that may not repeat; ``que``: what they are called in a refusal."""

    lineas: str
    registro: str
    datos: tuple[str, ...]
    clave: str
    titulo: str
    que: str
    union: str
    destino: str
    insertadas: str
    valores: str
    conflicto: str

    @property
    def difiere(self) -> str:
        propias, suyas = (", ".join(f"{de}.{campo}" for campo in self.datos) for de in ("r", "l"))
        return f"({propias}) IS DISTINCT FROM ({suyas})"

    @property
    def repetidas(self) -> str:
        """Refuses each later line with the key of an earlier one, naming both."""
        return f"""
INSERT INTO suministros_linearechazada (carga_id, linea, columna, escrito, que_hacer)
SELECT %(carga)s, linea, %(titulo)s, left(numero, 80),
       '{self.que} está también en ' || {EN_SQL.format("primera")} || '. Deja una sola.'
FROM (SELECT linea, numero, min(linea) OVER (PARTITION BY {self.clave}) AS primera
      FROM {self.lineas} WHERE carga_id = %(carga)s) AS vistas
WHERE linea <> primera"""  # noqa: S608 - names of ours

    @property
    def cuentas(self) -> str:
        """New, changed and equal lines."""
        return f"""
SELECT count(*) FILTER (WHERE r.id IS NULL), count(*) FILTER (WHERE r.id IS NOT NULL AND {self.difiere}),
       count(*) FILTER (WHERE r.id IS NOT NULL AND NOT {self.difiere})
FROM {self.lineas} AS l {self.union} WHERE l.carga_id = %(carga)s"""  # noqa: S608 - names of ours

    @property
    def aplicar(self) -> str:
        cambios = ", ".join(f"{campo} = excluded.{campo}" for campo in self.insertadas.split(", "))
        return f"""
INSERT INTO {self.registro} ({self.destino}, {self.insertadas})
SELECT {self.valores} FROM {self.lineas} AS l {self.union}
WHERE l.carga_id = %(carga)s AND (r.id IS NULL OR {self.difiere})
ON CONFLICT ({self.conflicto}) DO UPDATE SET {cambios}"""  # noqa: S608 - names of ours


_SUMINISTROS = Tablas(
    lineas="suministros_lineasuministro",
    registro="suministros_suministro",
    datos=_SUMINISTRO,
    clave="numero_compacto",
    titulo="N° de suministro",
    que="Este suministro",
    union="LEFT JOIN suministros_suministro AS r"
    " ON r.distribuidora_id = %(distribuidora)s AND r.numero_compacto = l.numero_compacto",
    destino="distribuidora_id, numero_compacto",
    insertadas=", ".join((*_SUMINISTRO, "cargado_en")),
    valores=", ".join(
        ("%(distribuidora)s", "l.numero_compacto", *(f"l.{campo}" for campo in _SUMINISTRO), "%(instante)s")
    ),
    conflicto="distribuidora_id, numero_compacto",
)
_FACTURAS = Tablas(
    lineas="suministros_lineafactura",
    registro="suministros_factura",
    datos=_FACTURA,
    clave="suministro, numero",
    titulo="N° de factura",
    que="Esta factura del mismo suministro",
    union="JOIN suministros_suministro AS s"
    " ON s.distribuidora_id = %(distribuidora)s AND s.numero_compacto = l.suministro"
    " LEFT JOIN suministros_factura AS r ON r.suministro_id = s.id AND r.numero = l.numero",
    destino="suministro_id, numero",
    insertadas=", ".join(_FACTURA),
    valores=", ".join(("s.id", "l.numero", *(f"l.{campo}" for campo in _FACTURA))),
    conflicto="suministro_id, numero",
)
DESCONOCIDOS = """
INSERT INTO suministros_linearechazada (carga_id, linea, columna, escrito, que_hacer)
SELECT %(carga)s, l.linea, 'N° de suministro', left(l.suministro, 80),
       'Este suministro no está en tu registro. Cárgalo primero en Suministros, o corrige el número.'
FROM suministros_lineafactura AS l LEFT JOIN suministros_suministro AS s
  ON s.distribuidora_id = %(distribuidora)s AND s.numero_compacto = l.suministro
WHERE l.carga_id = %(carga)s AND s.id IS NULL"""
AUSENTES = """
FROM suministros_suministro AS s WHERE s.distribuidora_id = %(distribuidora)s AND NOT EXISTS (
  SELECT FROM suministros_lineasuministro AS l
  WHERE l.carga_id = %(carga)s AND l.numero_compacto = s.numero_compacto)"""
# Locked before their links are looked for, in the order of ``asociar``: the supply and then the account.
CAMBIAN_DE_TITULAR = """
SELECT FROM suministros_suministro AS s JOIN suministros_lineasuministro AS l
  ON l.numero_compacto = s.numero_compacto AND l.carga_id = %(carga)s
WHERE s.distribuidora_id = %(distribuidora)s
  AND (s.titular_documento_tipo, s.titular_documento) IS DISTINCT FROM (l.titular_documento_tipo, l.titular_documento)
ORDER BY s.id FOR NO KEY UPDATE OF s"""
# The links in force whose supply the file changes: of holder, or out of service.
VINCULADOS = """
SELECT v.id, (s.titular_documento_tipo, s.titular_documento) IS DISTINCT FROM
             (l.titular_documento_tipo, l.titular_documento), l.estado = 'retirado' AND s.estado <> 'retirado'
FROM suministros_vinculo AS v JOIN suministros_suministro AS s ON s.id = v.suministro_id
JOIN suministros_lineasuministro AS l ON l.numero_compacto = s.numero_compacto AND l.carga_id = %(carga)s
WHERE v.retirado_en IS NULL AND s.distribuidora_id = %(distribuidora)s"""


def de(clase: str) -> Tablas:
    return _SUMINISTROS if clase == ClaseCarga.SUMINISTROS else _FACTURAS
