"""The filter of a list as it is kept: from what was cleaned to an address and back (DISENO 6.8).

One whose values all exist reads back the same. One that lost a value (a view or a state of another time) filters
nothing: half of it would show rows that its name does not promise.
"""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.http import QueryDict
from django.urls import reverse

from solicitudes.listado import Filtros
from solicitudes.models import FiltroGuardado
from solicitudes.vistas import vistas_de

Consulta = dict[str, str]


def de_la_lista(filtros: Filtros) -> Consulta:
    """What is worth keeping: the view, what filters something, and an order that is not the view's own."""
    consulta = {
        clave: _texto(getattr(filtros, clave)) for clave in ("vista", *filtros.puestos) if getattr(filtros, clave)
    }
    return consulta | ({"orden": filtros.orden} if filtros.orden != filtros.orden_propio else {})


def leidos(consulta: Mapping[str, str], user: Any) -> Filtros:
    """What of it still exists, cleaned again as an address is."""
    return Filtros.de(a_querydict(consulta), vistas=vistas_de(user))


def vale(consulta: Mapping[str, str], user: Any) -> bool:
    return de_la_lista(leidos(consulta, user)) == dict(consulta)


def a_querydict(consulta: Mapping[str, str]) -> QueryDict:
    resultado = QueryDict(mutable=True)
    resultado.update(dict(consulta))
    return resultado


def direccion(consulta: Mapping[str, str]) -> str:
    return f"{reverse('solicitudes:bandeja')}?{a_querydict(dict(sorted(consulta.items()))).urlencode()}"


def direccion_de(filtro: FiltroGuardado) -> str:
    return reverse("solicitudes:filtro", args=[filtro.pk])


def _texto(valor: object) -> str:
    return valor.isoformat() if isinstance(valor, date) else str(valor)
