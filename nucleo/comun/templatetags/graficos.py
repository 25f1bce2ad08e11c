"""Charts drawn on the server: SVG attributes and classes only, and always a table with the same numbers (DISENO 6.10).

A series is a list of ``Dato`` (or dicts, or tuples in that order). Coordinates use a dot whatever the language.
"""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django import template

from nucleo.comun.templatetags.formatos import miles, porcentaje

register = template.Library()


@dataclass(frozen=True)
class Dato:
    """One bar or slice. ``corta``: the label under the bar; ``slug`` and ``icono``: of the state that it counts."""

    etiqueta: str
    numero: int
    url: str = ""
    corta: str = ""
    slug: str = "primario"
    icono: str = ""


@dataclass(frozen=True)
class Medida:
    """One of the two sizes; CSS shows the one in which the text stays 12 px."""

    clase: str
    ancho: int
    alto: int
    rotulos: int


MEDIDAS = (Medida("ancho", 720, 240, 10), Medida("angosto", 340, 200, 5))
IZQUIERDA, ARRIBA, ABAJO = 36, 10, 24  # IZQUIERDA: at least; longer figures of the axis take more
ANCHO_DE_CIFRA = 7.5


def _datos(serie: Iterable[Any]) -> list[Dato]:
    return [
        dato if isinstance(dato, Dato) else Dato(**dato) if isinstance(dato, dict) else Dato(*dato) for dato in serie
    ]


def _n(valor: float) -> str:
    return f"{valor:.1f}"


def _escala(maximo: int) -> list[int]:
    """From zero to the maximum or a little above, in four to six round steps."""
    if maximo <= 0:
        return [0, 1]
    bruto = maximo / 5
    orden = 10 ** math.floor(math.log10(bruto)) if bruto >= 1 else 1
    paso = next(int(orden * factor) for factor in (1, 2, 5, 10) if orden * factor >= bruto)
    return list(range(0, math.ceil(maximo / paso) * paso + 1, paso))


def _barras(datos: Sequence[Dato], medida: Medida) -> dict[str, Any]:
    marcas = _escala(max((dato.numero for dato in datos), default=0))
    alto = medida.alto - ARRIBA - ABAJO
    base = ARRIBA + alto
    izquierda = max(IZQUIERDA, math.ceil(ANCHO_DE_CIFRA * len(miles(marcas[-1]))) + 6)
    paso = (medida.ancho - izquierda) / max(len(datos), 1)
    barra = min(paso * 0.72, 48)
    cada = max(math.ceil(len(datos) / medida.rotulos), 1)
    tope = max((dato.numero for dato in datos), default=0)
    dibujadas = []
    for indice, dato in enumerate(datos):
        largo = alto * dato.numero / marcas[-1]
        centro = izquierda + paso * (indice + 0.5)
        dibujadas.append(
            {
                "x": _n(centro - barra / 2),
                "y": _n(base - largo),
                "ancho": _n(barra),
                "alto": _n(largo),
                "centro": _n(centro),
                "destaca": tope > 0 and dato.numero == tope,
                "titulo": dato.etiqueta,
                "numero": dato.numero,
                "rotulo": (dato.corta or dato.etiqueta) if indice % cada == 0 else "",
            }
        )
    lineas = [
        {
            "y": _n(base - alto * marca / marcas[-1]),
            "texto_y": _n(base - alto * marca / marcas[-1] + 4),
            "texto": miles(marca),
            "eje": marca == 0,
        }
        for marca in marcas
    ]
    return {
        "clase": medida.clase,
        "ancho": medida.ancho,
        "alto": medida.alto,
        "barras": dibujadas,
        "lineas": lineas,
        "izquierda": izquierda,
        "margen": izquierda - 6,
        "pie": medida.alto - 6,
    }


@register.inclusion_tag("componentes/grafico_barras.html")
def grafico_barras(
    serie: Iterable[Any],
    *,
    id: str,
    titulo: str,
    columna: str,
    unidad: str = "solicitudes",
    nota: str = "",
    hallazgo: str = "",
    vacio: str = "No hay solicitudes en este período.",
) -> dict:
    """A card with a bar chart. ``columna``: what the labels are (Fecha); ``hallazgo``: the finding in a sentence."""
    datos = _datos(serie)
    return {
        "id": id,
        "titulo": titulo,
        "columna": columna,
        "unidad": unidad,
        "nota": nota,
        "hallazgo": hallazgo,
        "datos": datos,
        "vacio": "" if any(dato.numero for dato in datos) else vacio,
        "dibujos": [_barras(datos, medida) for medida in MEDIDAS],
    }


@register.inclusion_tag("componentes/grafico_anillo.html")
def grafico_anillo(
    serie: Iterable[Any],
    *,
    id: str,
    titulo: str,
    columna: str = "Estado",
    unidad: str = "solicitudes",
    vacio: str = "No hay solicitudes en este período.",
) -> dict:
    """A card with a donut; its legend is the table, each row a link to the filtered list."""
    datos = _datos(serie)
    total = sum(dato.numero for dato in datos)
    visibles = [dato for dato in datos if dato.numero]
    brecha = 0.7 if len(visibles) > 1 else 0.0
    tajadas, recorrido = [], 0.0
    for dato in visibles:
        parte = 100 * dato.numero / total
        largo = max(parte - brecha, 0.3)
        tajadas.append({"slug": dato.slug, "trazo": f"{largo:.2f} {100 - largo:.2f}", "desde": f"{-recorrido:.2f}"})
        recorrido += parte
    filas = [{"dato": dato, "parte": porcentaje(100 * dato.numero / total if total else 0)} for dato in datos]
    return {
        "id": id,
        "titulo": titulo,
        "columna": columna,
        "unidad": unidad,
        "total": total,
        "tajadas": tajadas,
        "filas": filas,
        "vacio": "" if total else vacio,
    }


@register.filter
def calor(cumplido: float) -> str:
    """The heat step of a compliance percentage (DISENO 7.5): 95, 85 and 70 divide the four."""
    return next((clase for minimo, clase in ((95, "c0"), (85, "c1"), (70, "c2")) if cumplido >= minimo), "c3")
