"""An Excel of the requests of a list: one function over its rows, for whoever may see them."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from catalogo.plazos import calendario
from nucleo.comun.hojas import ENTERO, FECHA, FECHA_HORA, Columna, Hoja, escribir, hora_de_chile
from solicitudes.models import Solicitud
from solicitudes.presentacion.luz import semaforo
from solicitudes.querysets import SolicitudQuerySet

LIMITE = 20_000  # rows made while the reader waits; the regulator's file of everything is prepared apart
TIPO = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
COLUMNAS = (
    Columna("N° folio", "El número nacional de la solicitud."),
    Columna("N° solicitud", "El número que le dio la distribuidora."),
    Columna("N° cliente", "El número de cliente o de factibilidad."),
    Columna("Formulario", "Cuál de los cuatro.", ancho=34),
    Columna("Empresa distribuidora", "A quién se envió.", ancho=28),
    Columna("Envío", "Cuándo se envió, hora de Chile.", FECHA_HORA),
    Columna("Respuesta", "Cuándo se respondió, hora de Chile.", FECHA_HORA),
    Columna("Estado", "En qué está hoy.", ancho=36),
    Columna("Plazo", "Cómo está su plazo hoy.", ancho=26),
    Columna("Vence el", "El último día de lo que corre hoy.", FECHA),
    Columna("Último día para responder", "El plazo legal de la respuesta.", FECHA, 22),
    Columna("Días hábiles de respuesta", "Cuántos días de ese plazo tomó.", ENTERO, 22),
    Columna("Respondida en plazo", "Si llegó a más tardar el último día."),
)


def libro(solicitudes: SolicitudQuerySet, user: Any, *, total: int) -> bytes:
    """The sheet of ``solicitudes`` in their order, in the words of ``user``; ``total`` is how many there are."""
    filas = _filas(solicitudes.iterator(chunk_size=500), user)
    with TemporaryDirectory() as carpeta:
        ruta = Path(carpeta) / "solicitudes.xlsx"
        escribir(ruta, [Hoja("Solicitudes", COLUMNAS, filas, total)])
        return ruta.read_bytes()


def _filas(solicitudes: Iterable[Solicitud], user: Any) -> Iterator[tuple[Any, ...]]:
    dias = calendario()
    for solicitud in solicitudes:
        luz = semaforo(solicitud, user, dias)
        yield (
            solicitud.folio,
            solicitud.numero_solicitud or "Sin asignar",
            solicitud.numero_cliente,
            solicitud.get_tipo_display(),
            solicitud.distribuidora.nombre,
            hora_de_chile(solicitud.enviada_en),
            hora_de_chile(solicitud.respondida_en),
            solicitud.get_estado_display(),
            luz.primera_linea,
            solicitud.vence_el,
            solicitud.plazo_respuesta_el,
            solicitud.dias_respuesta,
            {True: "Sí", False: "No", None: None}[solicitud.respondida_en_plazo],
        )
