"""The applied filters of a list as chips that take themselves away (DISENO 6.8)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.http import QueryDict

from catalogo.models import Distribuidora
from nucleo.comun import parametros
from solicitudes import por_luz
from solicitudes.estados import Estado, Tipo
from solicitudes.listado import Filtros
from solicitudes.situaciones import SITUACIONES

LISTA = "#t-lista"  # an address without JavaScript comes back to the list, not to the top of the page
_ROTULOS = {
    "solicitud": "N° solicitud",
    "folio": "N° folio",
    "cliente": "N° cliente",
    "tipo": "Formulario",
    "estado": "Estado",
    "distribuidora": "Distribuidora",
    "plazo": "Plazo",
    "situacion": "Situación",
    "desde": "Enviadas desde",
    "hasta": "Enviadas hasta",
    "resp_desde": "Respondidas desde",
    "resp_hasta": "Respondidas hasta",
}


@dataclass(frozen=True)
class Ficha:
    texto: str
    url: str


def fichas(
    filtros: Filtros, consulta: QueryDict, distribuidoras: Iterable[Distribuidora] = (), vista: str = ""
) -> list[Ficha]:
    """``vista``: the name of the view, on a page without tabs for it."""
    nombres = {empresa.prefijo: empresa.nombre for empresa in distribuidoras}
    de_la_vista = [Ficha(vista, _sin(consulta, "vista"))] if vista else []
    return de_la_vista + [Ficha(_texto(filtros, clave, nombres), _sin(consulta, clave)) for clave in filtros.puestos]


def _texto(filtros: Filtros, clave: str, nombres: dict[str, str]) -> str:
    valor = getattr(filtros, clave)
    if isinstance(valor, date):
        dicho = f"{valor:%d-%m-%Y}"
    elif clave == "tipo":
        dicho = Tipo(valor).label
    elif clave == "estado":
        dicho = Estado(valor).label
    elif clave == "plazo":
        dicho = por_luz.NOMBRES[valor]
    elif clave == "situacion":
        dicho = SITUACIONES[valor].etiqueta
    elif clave == "distribuidora":
        dicho = nombres.get(valor, valor)
    else:
        dicho = filtros.escritos[clave].strip()
    return f"{_ROTULOS[clave]}: {dicho}"


def _sin(consulta: QueryDict, clave: str) -> str:
    return f"?{parametros.sin(consulta, clave, 'page').urlencode()}{LISTA}"


def limpiar(consulta: QueryDict, *, conserva_vista: bool = False) -> str:
    """Without any filter, in the same order."""
    queda = QueryDict(mutable=True)
    for clave in ("vista", "orden", "por") if conserva_vista else ("orden", "por"):
        if valor := consulta.get(clave):
            queda[clave] = valor
    return f"?{queda.urlencode()}{LISTA}"
