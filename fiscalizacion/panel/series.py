"""Requests per date as a series of bars: by day, by week or by month, whichever the period leaves readable."""

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Sum

from fiscalizacion.panel.forms import Eleccion
from nucleo.comun.templatetags.formatos import fecha_texto, miles
from nucleo.comun.templatetags.graficos import Dato
from solicitudes.models import Grano
from solicitudes.totales.consultas import envios
from solicitudes.totales.periodos import comienzo

DIAS_POR_DIA, DIAS_POR_SEMANA = 31, 26 * 7
_MESES = ("ene", "feb", "mar", "abr", "may", "jun", "jul", "ago", "sep", "oct", "nov", "dic")


@dataclass(frozen=True)
class Paso:
    """How wide a bar is. ``primero``: the first day of the bar that holds a day; ``siguiente``: of the next one."""

    nota: str
    columna: str
    grueso: Grano
    primero: Callable[[date], date]
    siguiente: Callable[[date], date]
    corta: Callable[[date], str]


def _mes_siguiente(dia: date) -> date:
    return (dia + timedelta(days=32)).replace(day=1)


_DIA_Y_MES = "%d-%m"
POR_DIA = Paso(
    "Por día de envío",
    "Fecha",
    Grano.DIARIO,
    lambda d: d,
    lambda d: d + timedelta(days=1),
    lambda d: f"{d:{_DIA_Y_MES}}",
)
POR_SEMANA = Paso(
    "Por semana de envío, desde el lunes",
    "Semana del",
    Grano.DIARIO,
    lambda d: d - timedelta(days=d.weekday()),
    lambda d: d + timedelta(days=7),
    lambda d: f"{d:{_DIA_Y_MES}}",
)
POR_MES = Paso(
    "Por mes de envío",
    "Mes",
    Grano.MENSUAL,
    lambda d: comienzo(d, Grano.MENSUAL),
    _mes_siguiente,
    lambda d: f"{_MESES[d.month - 1]} {d:%y}",
)


@dataclass(frozen=True)
class Serie:
    datos: list[Dato]
    paso: Paso
    hallazgo: str


def por_fecha(eleccion: Eleccion) -> Serie:
    """One query; the bars without requests are there too, from the first day of the period that has any data."""
    alcance = eleccion.alcance
    paso = _paso((alcance.hasta - alcance.desde).days + 1)
    cuentas: Counter[date] = Counter()
    filas = envios(alcance, grueso=paso.grueso).values_list("desde").annotate(total=Sum("cuantas")).order_by()
    for dia, total in filas:
        cuentas[paso.primero(dia)] += total
    conocidos = [dia for dia, total in cuentas.items() if total]
    if not conocidos:
        return Serie([], paso, "")
    desde = min(conocidos) if eleccion.desde_siempre else paso.primero(alcance.desde)
    datos = [_dato(dia, cuentas[dia], paso, eleccion) for dia in _barras(desde, alcance.hasta, paso)]
    maximo = max(datos, key=lambda dato: dato.numero)
    return Serie(datos, paso, f"El máximo fue de {miles(maximo.numero)} {_cuando(maximo, paso)}.")


def _paso(dias: int) -> Paso:
    return POR_DIA if dias <= DIAS_POR_DIA else POR_SEMANA if dias <= DIAS_POR_SEMANA else POR_MES


def _barras(desde: date, hasta: date, paso: Paso) -> Iterator[date]:
    dia = desde
    while dia <= hasta:
        yield dia
        dia = paso.siguiente(dia)


def _dato(dia: date, numero: int, paso: Paso, eleccion: Eleccion) -> Dato:
    """The bars at both ends hold only the days of the period, and so does their list."""
    desde = max(dia, eleccion.alcance.desde)
    hasta = min(paso.siguiente(dia) - timedelta(days=1), eleccion.alcance.hasta)
    etiqueta = f"{dia:%m-%Y}" if paso is POR_MES else fecha_texto(dia)
    url = eleccion.lista(desde=desde.isoformat(), hasta=hasta.isoformat()) if numero else ""
    return Dato(etiqueta, numero, url, corta=paso.corta(dia))


def _cuando(dato: Dato, paso: Paso) -> str:
    que = "solicitud" if dato.numero == 1 else "solicitudes"
    antes = {POR_DIA.nota: "el", POR_SEMANA.nota: "la semana del", POR_MES.nota: "en"}[paso.nota]
    return f"{que} {antes} {dato.etiqueta}"
