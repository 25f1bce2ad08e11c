"""What was asked for, in the words of the sheet that explains it."""

from collections.abc import Mapping

from catalogo.models import Distribuidora
from nucleo.comun.periodo import en_palabras
from solicitudes.estados import Estado, Tipo


def describir(filtros: Mapping[str, str]) -> dict[str, str]:
    """Each filter and what it lets through."""
    prefijo = filtros.get("distribuidora", "")
    empresa = Distribuidora.objects.filter(prefijo=prefijo).first() if prefijo else None
    return {
        "Período de envío": en_palabras(filtros.get("desde", ""), filtros.get("hasta", "")),
        "Formulario": _elegido(Tipo, filtros.get("tipo", ""), "Todos"),
        "Estado": _elegido(Estado, filtros.get("estado", ""), "Todos"),
        "Distribuidora": f"{empresa.nombre} ({prefijo})" if empresa else prefijo or "Todas",
    }


def en_una_linea(filtros: Mapping[str, str]) -> str:
    """The same for a table: only what filters, or that nothing does."""
    puestos = [dicho for dicho in describir(filtros).values() if dicho not in {"Todas las fechas", "Todos", "Todas"}]
    return " · ".join(puestos) or "Todas las solicitudes"


def _elegido(opciones: type[Tipo] | type[Estado], valor: str, todos: str) -> str:
    return str(opciones(valor).label) if valor else todos
