"""The applied filters of a list as chips that take themselves away (DISENO 6.8)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.http import QueryDict

from catalogo.models import Distribuidora
from solicitudes import por_luz
from solicitudes.estados import Estado, Tipo
from solicitudes.listado import VISTAS, Filtros

LISTA = "#t-lista"  # an address without JavaScript comes back to the list, not to the top of the page
_ROTULOS = {
    "solicitud": "N° solicitud",
    "folio": "N° folio",
    "cliente": "N° cliente",
    "tipo": "Formulario",
    "estado": "Estado",
    "distribuidora": "Distribuidora",
    "plazo": "Plazo",
    "desde": "Enviadas desde",
    "hasta": "Enviadas hasta",
    "resp_desde": "Respondidas desde",
    "resp_hasta": "Respondidas hasta",
}


@dataclass(frozen=True)
class Ficha:
    texto: str
    url: str


def fichas(filtros: Filtros, consulta: QueryDict, distribuidoras: Iterable[Distribuidora] = ()) -> list[Ficha]:
    nombres = {empresa.prefijo: empresa.nombre for empresa in distribuidoras}
    return [Ficha(_texto(filtros, clave, nombres), _sin(consulta, clave)) for clave in filtros.puestos]


def _texto(filtros: Filtros, clave: str, nombres: dict[str, str]) -> str:
    valor = getattr(filtros, clave)
    if clave == "vista":
        return VISTAS[valor]
    if isinstance(valor, date):
        dicho = f"{valor:%d-%m-%Y}"
    elif clave == "tipo":
        dicho = Tipo(valor).label
    elif clave == "estado":
        dicho = Estado(valor).label
    elif clave == "plazo":
        dicho = por_luz.NOMBRES[valor]
    elif clave == "distribuidora":
        dicho = nombres.get(valor, valor)
    else:
        dicho = filtros.escritos[clave].strip()
    return f"{_ROTULOS[clave]}: {dicho}"


def _sin(consulta: QueryDict, clave: str) -> str:
    queda = consulta.copy()
    for otra in (clave, "page"):
        queda.pop(otra, None)
    return f"?{queda.urlencode()}{LISTA}"


def limpiar(consulta: QueryDict) -> str:
    """Without any filter, in the same order."""
    queda = QueryDict(mutable=True)
    for clave in ("orden", "por"):
        if valor := consulta.get(clave):
            queda[clave] = valor
    return f"?{queda.urlencode()}{LISTA}"
