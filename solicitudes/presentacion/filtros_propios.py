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


def con_las_propias(pestanas: list[Pestana], user: Any, puestos: Filtros) -> list[Pestana]:
    """``pestanas`` and a tab for each filter that the reader keeps; one that is in force is the only current one.

    They carry no count: a filter may pick rows that lie anywhere among all.
    """
    if not user.es_distribuidora:
        return pestanas
    ahora = filtros.de_la_lista(puestos)
    propias = [
        Pestana(filtro.nombre, ficha(filtro, user).url, actual=filtro.consulta == ahora, icono="bookmark", propia=True)
        for filtro in user.filtros.all()
    ]
    if any(propia.actual for propia in propias):
        pestanas = [replace(pestana, actual=False) for pestana in pestanas]
    return [*pestanas, *propias]
