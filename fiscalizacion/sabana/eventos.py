"""The second file: every event of the chosen requests, with what seals it."""

from collections.abc import Mapping
from typing import Any

from fiscalizacion.sabana.consulta import elegidas
from fiscalizacion.sabana.datos import Dato
from fiscalizacion.sabana.sql import etiqueta, hora, nombre, texto
from nucleo.comun.hojas import ENTERO, FECHA_HORA, Columna
from solicitudes.estados import Estado
from solicitudes.vocabulario import FRASES

_FRASES = " ".join(f"WHEN {texto(tipo.value)} THEN {texto(frase)}" for tipo, frase in FRASES.items())
DATOS = (
    Dato(Columna("N° Folio", "La solicitud a la que le pasó"), "s.folio"),
    Dato(Columna("N° Evento", "Su lugar en la historia de la solicitud", ENTERO), "e.numero"),
    Dato(Columna("Evento", "Qué pasó", ancho=36.0), f"CASE e.tipo {_FRASES} END"),
    Dato(Columna("Código", "El nombre del evento en el registro", ancho=28.0), "e.tipo"),
    Dato(Columna("Ocurrido", "Cuándo pasó, hora de Chile", FECHA_HORA, 17.0), hora("e.ocurrido")),
    Dato(Columna("Registrado", "Cuándo lo guardó la base de datos, hora de Chile", FECHA_HORA, 17.0),
         hora("e.registrado")),
    Dato(Columna("Quién", "Quien lo hizo; Sistema, si fue el reloj del portal", ancho=28.0),
         f"CASE WHEN u.id IS NULL THEN 'Sistema' ELSE {nombre('u')} END"),
    Dato(Columna("Perfil", "El de quien lo hizo"), "u.perfil"),
    Dato(Columna("Estado anterior", "En qué estaba la solicitud", ancho=28.0), etiqueta("e.datos ->> 'desde'", Estado)),
    Dato(Columna("Estado siguiente", "En qué quedó", ancho=28.0), etiqueta("e.datos ->> 'hacia'", Estado)),
    Dato(Columna("Texto", "Lo que escribió quien lo hizo, si no se ha borrado", ancho=40.0), "t.texto"),
    Dato(Columna("Datos", "Los del evento, como están sellados", ancho=40.0), "e.datos::text"),
    Dato(Columna("Hash", "Sella este evento y todos los anteriores", ancho=66.0), "encode(e.hash, 'hex')"),
    Dato(Columna("Hash anterior", "El del evento anterior de la misma solicitud", ancho=66.0),
         "encode(e.previo, 'hex')"),
)  # fmt: skip
COLUMNAS = tuple(dato.columna for dato in DATOS)
_DE_LAS_ELEGIDAS = """
FROM elegidas
JOIN solicitudes_solicitud s ON s.id = elegidas.id
JOIN bitacora_evento e ON e.cadena = 'solicitud:' || s.id"""


def consulta(filtros: Mapping[str, str]) -> tuple[str, dict[str, Any]]:
    """The statement and its parameters: in the order in which they were registered."""
    con, parametros = elegidas(filtros)
    columnas = ",\n".join(dato.sql for dato in DATOS)
    return (
        f"""{con}
SELECT {columnas}{_DE_LAS_ELEGIDAS}
LEFT JOIN cuentas_usuario u ON u.id = e.actor_id
LEFT JOIN solicitudes_textodeevento t ON t.evento_id = e.id
ORDER BY e.id""",
        parametros,
    )


def cuantos(filtros: Mapping[str, str]) -> tuple[str, dict[str, Any]]:
    """How many rows ``consulta`` gives: each chain knows its length, so no event is read."""
    con, parametros = elegidas(filtros)
    suma = "SELECT coalesce(sum(cab.numero), 0)::bigint FROM elegidas"
    return f"{con} {suma} JOIN bitacora_cabeza cab ON cab.cadena = 'solicitud:' || elegidas.id", parametros
