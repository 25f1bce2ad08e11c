"""What the daily totals tell of a long list: how many it holds, and in which month a far page of it lies.

Only of lists that are cut by what the totals keep (distributor, form, state, dates); any other is counted row by row.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db.models import Q, QuerySet, Sum

from cuentas.models import Usuario
from nucleo.comun.reloj import CHILE
from solicitudes.estados import Estado
from solicitudes.listado import Filtros
from solicitudes.models import Grano, TotalDeEnvios
from solicitudes.totales.consultas import Alcance, envios
from solicitudes.totales.periodos import comienzo
from solicitudes.vistas import Vista

_SE_SUMAN = {"tipo", "estado", "distribuidora", "desde", "hasta"}
_SIEMPRE = (date(2000, 1, 1), date(2100, 12, 31))
LEJOS = 2_000  # rows that are sooner skipped than jumped over


@dataclass(frozen=True)
class Sumas:
    """The totals of what a reader's filters leave."""

    user: Usuario
    filtros: Filtros

    def cuentas(self, vistas: Mapping[str, Vista], cuales: Iterable[str]) -> dict[str, int]:
        """Exactly how many each of these views holds, as far as the totals can tell: one query."""
        por_estado = {nombre: self._estados(vistas.get(nombre)) for nombre in cuales}
        sumables = {nombre: estados for nombre, estados in por_estado.items() if estados}
        if not sumables:
            return {}
        filas = self._filas(self.filtros.desde or _SIEMPRE[0], self.filtros.hasta or _SIEMPRE[1])
        cuantas: Counter[str] = Counter(dict(filas.values_list("estado").annotate(Sum("cuantas"))))
        return {nombre: sum(cuantas[estado] for estado in estados) for nombre, estados in sumables.items()}

    def salto(self, vista: Vista | None, desde: int) -> tuple[Q, int]:
        """Newest first: the rows from the month in which row ``desde`` lies, and how many of them to skip."""
        estados = self._estados(vista)
        if desde < LEJOS or not estados or self.filtros.desde or self.filtros.hasta:
            return Q(), desde
        dentro, hasta = _SIEMPRE, None
        for grano in (Grano.ANUAL, Grano.MENSUAL):
            periodos = _periodos(self._filas(*dentro, grano).filter(estado__in=estados), grano)
            for primero in sorted(periodos, reverse=True):
                if periodos[primero] > desde:
                    hasta = _fin(primero, grano)
                    dentro = (primero, hasta - timedelta(days=1))
                    break
                desde -= periodos[primero]
        return (Q(enviada_en__lt=datetime.combine(hasta, time(), CHILE)), desde) if hasta else (Q(), desde)

    def _estados(self, vista: Vista | None) -> frozenset[str]:
        """The states that make the view up; none if something else does."""
        if self.user.es_solicitante or set(self.filtros.puestos) - _SE_SUMAN:
            return frozenset()
        de_la_vista = frozenset(Estado.values if vista is None else map(str, vista.estados))
        return de_la_vista & {self.filtros.estado} if self.filtros.estado else de_la_vista

    def _filas(self, desde: date, hasta: date, grueso: Grano = Grano.ANUAL) -> QuerySet[TotalDeEnvios]:
        filas = envios(Alcance(desde, hasta, self.user.distribuidora_id, self.filtros.tipo), grueso=grueso)
        return filas.filter(distribuidora__prefijo=self.filtros.distribuidora) if self.filtros.distribuidora else filas


def _periodos(filas: QuerySet[TotalDeEnvios], grano: Grano) -> Counter[date]:
    """How many lie in each year or month; the facts that are still loose, in theirs."""
    periodos: Counter[date] = Counter()
    for desde, cuantas in filas.values_list("desde").annotate(Sum("cuantas")):
        periodos[comienzo(desde, grano)] += cuantas
    return periodos


def _fin(primero: date, grano: Grano) -> date:
    """The day after a year or month that begins ``primero``."""
    return comienzo(primero + timedelta(days=366 if grano == Grano.ANUAL else 31), grano)
