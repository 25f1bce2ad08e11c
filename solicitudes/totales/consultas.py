"""What pages ask of the totals: how many requests, and how each distributor keeps its terms."""

import math
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Self

from django.db.models import QuerySet, Sum

from solicitudes.models import Grano, TotalDeEnvios, TotalDeRespuestas
from solicitudes.totales.periodos import filas_del_periodo

# The percentiles of a pile of whole days are days of it: the first that covers that share of the answers.
MEDIANA, NOVENTA = 0.5, 0.9


@dataclass(frozen=True)
class Alcance:
    """A period in whole days of Chile, both ends included, and what it is limited to."""

    desde: date
    hasta: date
    distribuidora_id: int | None = None
    tipo: str = ""

    @property
    def condiciones(self) -> dict[str, Any]:
        todas = {"distribuidora_id": self.distribuidora_id, "tipo": self.tipo}
        return {campo: valor for campo, valor in todas.items() if valor}


def envios(alcance: Alcance, *, grueso: Grano = Grano.ANUAL) -> QuerySet[TotalDeEnvios]:
    """The totals whose sum of ``cuantas`` is what was filed in the period; to be grouped by the caller."""
    filas = filas_del_periodo(alcance.desde, alcance.hasta, grueso=grueso)
    return TotalDeEnvios.objects.filter(filas, **alcance.condiciones)


def recibidas(alcance: Alcance) -> int:
    """How many requests were filed in the period, whatever became of them."""
    return envios(alcance).aggregate(total=Sum("cuantas", default=0))["total"]


@dataclass
class Cumplimiento:
    """First answers: how many, how many in time, and the días hábiles of the legal term that each took."""

    casos: int = 0
    en_plazo: int = 0
    dias: Counter[int] = field(default_factory=Counter)

    def sumar(self, dias: int, en_plazo: bool, cuantas: int) -> None:
        self.casos += cuantas
        self.en_plazo += cuantas if en_plazo else 0
        self.dias[dias] += cuantas

    def __add__(self, otro: Self) -> "Cumplimiento":
        return Cumplimiento(self.casos + otro.casos, self.en_plazo + otro.en_plazo, self.dias + otro.dias)

    @property
    def tarde(self) -> int:
        return self.casos - self.en_plazo

    @property
    def porcentaje(self) -> float | None:
        """Share in time, 0 to 100; None without cases."""
        return 100 * self.en_plazo / self.casos if self.casos else None

    @property
    def mediana(self) -> int | None:
        return self.percentil(MEDIANA)

    @property
    def noventa(self) -> int | None:
        """The 90th percentile: nine of ten answers took these days or fewer."""
        return self.percentil(NOVENTA)

    def percentil(self, parte: float) -> int | None:
        """The first day by which ``parte`` (0 to 1) of the answers were given; None without cases."""
        faltan = math.ceil(parte * self.casos)
        for dias in sorted(self.dias):
            faltan -= self.dias[dias]
            if faltan <= 0 and self.casos:
                return dias
        return None


Clave = tuple[int, str]


def cumplimiento_por_tipo(alcance: Alcance) -> dict[Clave, Cumplimiento]:
    """By distributor (its id) and form, the answers given in the period."""
    return _agrupar(alcance, "distribuidora_id", "tipo")


def cumplimiento_por_caso(alcance: Alcance) -> dict[tuple[str, str], Cumplimiento]:
    """By form and case of the legal term."""
    return _agrupar(alcance, "tipo", "caso")


def cumplimiento(alcance: Alcance) -> Cumplimiento:
    """All the answers given in the period as one figure: the sentence of the inbox, the indicators of the panel."""
    return sumar(_agrupar(alcance, "distribuidora_id").values())


def sumar(partes: Iterable[Cumplimiento]) -> Cumplimiento:
    return sum(partes, Cumplimiento())


def _agrupar(alcance: Alcance, *campos: str) -> dict[Any, Cumplimiento]:
    filas = (
        TotalDeRespuestas.objects.filter(filas_del_periodo(alcance.desde, alcance.hasta), **alcance.condiciones)
        .values_list(*campos, "en_plazo", "dias")
        .annotate(total=Sum("cuantas"))
        .order_by()
    )
    grupos: dict[Any, Cumplimiento] = defaultdict(Cumplimiento)
    for *clave, en_plazo, dias, total in filas:
        if total:
            grupos[tuple(clave)].sumar(dias, en_plazo, total)
    return dict(grupos)
