"""Kept filters as their pages and the tabs over the inbox show them."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from solicitudes import filtros
from solicitudes.listado import Filtros
from solicitudes.models import FiltroGuardado
from solicitudes.presentacion.fichas import fichas
from solicitudes.presentacion.pestanas import Pestana
from solicitudes.vistas import vistas_de


@dataclass(frozen=True)
class Propio:
    """``url``: the list as it filters; of one that no longer does, its own page, which says so."""

    filtro: FiltroGuardado
    vale: bool
    url: str
    fichas: list[str]


def ficha(filtro: FiltroGuardado, user: Any) -> Propio:
    vale = filtros.vale(filtro.consulta, user)
    url = filtros.direccion(filtro.consulta) if vale else filtros.direccion_de(filtro)
    return Propio(filtro, vale, url, fichas_de(filtro.consulta, user))


def fichas_de(consulta: Mapping[str, str], user: Any) -> list[str]:
    """What it filters, in words: the view first; of values that no longer exist, nothing."""
    leidos = filtros.leidos(consulta, user)
    vista = [vistas_de(user)[leidos.vista].etiqueta] if leidos.vista else []
    return [*vista, *(una.texto for una in fichas(leidos, filtros.a_querydict(consulta)))]


def sobre_la_lista(de_todos: list[Pestana], user: Any, puestos: Filtros) -> dict[str, Any]:
    """The tabs of a list, with those of its reader's own filters, and which links stand beside the applied filters.

    One that is in force is the only current tab. Own tabs carry no count: a filter may pick rows that lie anywhere.
    """
    propias = _pestanas(user, filtros.de_la_lista(puestos)) if user.es_distribuidora else []
    en_vigor = any(propia.actual for propia in propias)
    if en_vigor:
        de_todos = [replace(pestana, actual=False) for pestana in de_todos]
    return {
        "vistas": [*de_todos, *propias],
        "por_guardar": user.es_distribuidora and puestos.hay and not en_vigor,
        "con_propias": bool(propias),
    }


def _pestanas(user: Any, puesta: filtros.Consulta) -> list[Pestana]:
    return [
        Pestana(filtro.nombre, ficha(filtro, user).url, actual=filtro.consulta == puesta, icono="bookmark")
        for filtro in user.filtros.all()
    ]
