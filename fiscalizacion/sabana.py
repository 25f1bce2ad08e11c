"""The sábana: every request with its dates and terms, as Excel (F-04)."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

from django.db.models import (
    Case,
    CharField,
    DateTimeField,
    Expression,
    F,
    Func,
    Value,
    When,
)
from django.db.models.functions import Concat

from catalogo.plazos import fin_del_dia
from nucleo.comun.hojas import ENTERO, FECHA, FECHA_HORA, Columna, Hoja, escribir
from nucleo.comun.identidad import mostrar_rut
from nucleo.comun.reloj import CHILE, ahora
from solicitudes.estados import Estado, Tipo, turno
from solicitudes.models import Solicitud
from solicitudes.querysets import SolicitudQuerySet

TIPO_DE_TRABAJO = "sabana"
LOTE = 5_000
Avance = Callable[[int, int], None]


def _en_chile(campo: str) -> Expression:
    """The instant as Chilean wall time, converted by PostgreSQL: Excel knows no time zones, and it is faster."""
    return Func(
        F(campo),
        template="%(expressions)s AT TIME ZONE 'America/Santiago'",
        output_field=DateTimeField(),
    )


def _le_toca() -> Expression:
    """``estados.turno`` told to PostgreSQL: it reads two columns."""
    casos = [
        When(estado=estado, aumenta_capacidad=aumenta, then=Value(turno(estado, aumenta_capacidad=aumenta).value))
        for estado in Estado
        for aumenta in (False, True)
    ]
    return Case(*casos, output_field=CharField())


@dataclass(frozen=True)
class _Dato:
    columna: Columna
    expresion: Any
    convertir: Callable[[Any], Any] | None = None


def _etiquetas(opciones: Any) -> Callable[[str], str]:
    tabla = dict(opciones.choices)
    return lambda valor: str(tabla[valor])


def _si_no(valor: bool | None) -> str | None:
    return None if valor is None else "Sí" if valor else "No"


def _sin_zona(instante: datetime | None) -> datetime | None:
    return instante.replace(tzinfo=None) if instante else None


def _instante(titulo: str, significado: str) -> Columna:
    return Columna(titulo, significado, FECHA_HORA, 17.0)


DATOS: tuple[_Dato, ...] = (
    _Dato(Columna("N° Folio", "Número del portal, único en el país"), F("folio")),
    _Dato(Columna("N° Solicitud", "Número que le da la distribuidora"), F("numero_solicitud")),
    _Dato(Columna("N° Cliente", "N° de cliente o de factibilidad del suministro"), F("numero_cliente")),
    _Dato(Columna("Es factibilidad", "Sí, si el número anterior es de factibilidad"), F("es_factibilidad"), _si_no),
    _Dato(Columna("Tipo de Solicitud", "Formulario enviado", ancho=28.0), F("tipo"), _etiquetas(Tipo)),
    _Dato(Columna("Estado", "Estado al generar el archivo", ancho=28.0), F("estado"), _etiquetas(Estado)),
    _Dato(Columna("Le toca a", "Parte que debe actuar"), _le_toca()),
    _Dato(Columna("Empresa Dx", "Nombre de fantasía de la distribuidora", ancho=22.0), F("distribuidora__nombre")),
    _Dato(Columna("RUT Dx", "RUT de la distribuidora"), F("distribuidora__rut")),
    _Dato(Columna("RUT solicitante", "RUT de la cuenta que envió"), F("solicitante__documento"), mostrar_rut),
    _Dato(
        Columna("Solicitante", "Nombre o razón social", ancho=28.0),
        Case(
            When(solicitante__razon_social="",
                 then=Concat("solicitante__nombres", Value(" "), "solicitante__apellidos")),
            default=F("solicitante__razon_social"),
            output_field=CharField(),
        ),
    ),
    _Dato(Columna("Correo", "Correo registrado del solicitante", ancho=28.0), F("solicitante__email")),
    _Dato(Columna("Instalador SEC", "Declaración del propio solicitante"), F("solicitante__es_instalador"), _si_no),
    _Dato(Columna("Actúa como titular", "Sí, si el solicitante es el titular"), F("es_titular"), _si_no),
    _Dato(Columna("Región", "Región del suministro", ancho=24.0), F("comuna__region__nombre")),
    _Dato(Columna("Comuna", "Comuna del suministro", ancho=20.0), F("comuna__nombre")),
    _Dato(Columna("CUT comuna", "Código único territorial, como texto"), F("comuna__codigo")),
    _Dato(Columna("Expediente", "Número interno que une las solicitudes de un lugar", ENTERO), F("expediente_id")),
    _Dato(_instante("Fecha solicitud", "Envío, hora de Chile"), _en_chile("enviada_en"), _sin_zona),
    _Dato(Columna("Recibida el", "Día hábil en que se tiene por recibida", FECHA), F("recibida_el")),
    _Dato(_instante("Primera apertura", "Primera lectura de la distribuidora"),
          _en_chile("abierta_en"), _sin_zona),
    _Dato(Columna("Caso del plazo", "Código de la regla aplicada"), F("caso")),
    _Dato(Columna("Plazo legal", "Último día para responder", FECHA), F("plazo_respuesta_el")),
    _Dato(_instante("Fecha respuesta", "Primera respuesta guardada, hora de Chile"),
          _en_chile("respondida_en"), _sin_zona),
    _Dato(_instante("Disponible desde", "Cuándo pudo descargarla el solicitante"),
          _en_chile("disponible_en"), _sin_zona),
    _Dato(Columna("Vence el", "Último día de la obligación que corre", FECHA), F("vence_el")),
)  # fmt: skip
# Computed from two of the columns above, row by row.
EN_PLAZO = Columna(
    "Respondida en plazo",
    "Compara la fecha de respuesta con el plazo legal; vacío si no hay respuesta",
)
COLUMNAS = [*(dato.columna for dato in DATOS), EN_PLAZO]


def seleccionar(filtros: Mapping[str, Any]) -> SolicitudQuerySet:
    """The requests that match: ``desde`` and ``hasta`` (dates in Chile, both included), ``tipo``, ``estado``,
    ``distribuidora`` (prefix). Empty values filter nothing."""
    condiciones: dict[str, Any] = {}
    if filtros.get("desde"):
        condiciones["enviada_en__gte"] = datetime.combine(_dia(filtros["desde"]), time.min, CHILE)
    if filtros.get("hasta"):
        condiciones["enviada_en__lte"] = fin_del_dia(_dia(filtros["hasta"]))
    for nombre, campo in (
        ("tipo", "tipo"),
        ("estado", "estado"),
        ("distribuidora", "distribuidora__prefijo"),
    ):
        if filtros.get(nombre):
            condiciones[campo] = filtros[nombre]
    return Solicitud.objects.filter(**condiciones)


def _dia(valor: str | date) -> date:
    return date.fromisoformat(valor) if isinstance(valor, str) else valor


def filas(solicitudes: SolicitudQuerySet, total: int, avance: Avance | None = None) -> Iterator[list[Any]]:
    """The rows, read through a server-side cursor; ordered by month of filing, form and folio (F-04)."""
    ordenadas = solicitudes.annotate(
        mes=Func(_en_chile("enviada_en"), function="date_trunc", template="date_trunc('month', %(expressions)s)",
                 output_field=DateTimeField())
    ).order_by("mes", "tipo", "folio_numero")  # fmt: skip
    expresiones = [dato.expresion for dato in DATOS]
    respondida, plazo = _posicion("Fecha respuesta"), _posicion("Plazo legal")
    for hechas, valores in enumerate(ordenadas.values_list(*expresiones).iterator(LOTE), start=1):
        fila = [dato.convertir(valor) if dato.convertir else valor for dato, valor in zip(DATOS, valores, strict=True)]
        fila.append(_si_no(fila[respondida].date() <= fila[plazo] if fila[respondida] and fila[plazo] else None))
        if avance and hechas % LOTE == 0:
            avance(hechas, total)
        yield fila


def _posicion(titulo: str) -> int:
    return next(numero for numero, dato in enumerate(DATOS) if dato.columna.titulo == titulo)


def construir(ruta: Path, filtros: Mapping[str, Any], *, por: str, avance: Avance | None = None) -> int:
    """Writes the sábana to ``ruta`` and returns its number of rows. ``por``: who asked for it."""
    solicitudes = seleccionar(filtros)
    total = solicitudes.count()
    escribir(
        ruta,
        [
            Hoja("Solicitudes", COLUMNAS, filas(solicitudes, total, avance), total),
            _hoja_de_lectura(filtros, total, por),
        ],
    )
    if avance:
        avance(total, total)
    return total


def _hoja_de_lectura(filtros: Mapping[str, Any], total: int, por: str) -> Hoja:
    """What each column means, which filters applied, how many rows, when and by whom."""
    aplicados = [f"{nombre}: {valor}" for nombre, valor in filtros.items() if valor] or ["sin filtros"]
    lineas = [
        ("Generado", f"{ahora().astimezone(CHILE):%d-%m-%Y %H:%M} (hora de Chile)"),
        ("Por", por),
        ("Filtros", "; ".join(aplicados)),
        ("Filas", f"{total}"),
        *((columna.titulo, columna.significado) for columna in COLUMNAS),
    ]
    columnas = [Columna("Dato", "", ancho=24.0), Columna("Significado", "", ancho=80.0)]
    return Hoja("Lectura", columnas, lineas, len(lineas))
