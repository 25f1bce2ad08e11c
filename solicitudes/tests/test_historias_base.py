"""AZ-7 on PostgreSQL: random lives by every action of the table, wrong people and repeated tokens included."""

import random
from collections import Counter
from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from solicitudes.estados import TipoEvento
from solicitudes.tests.historias import Historia
from tests.largo import cuantos

PASOS = 20
LAS_MENOS, SEMILLAS, LARGAS = cuantos(3, 6), 40, 120
pytestmark = pytest.mark.django_db
AJUSTES: dict[str, Any] = {"deadline": None, "suppress_health_check": list(HealthCheck)}


def _vivir(azar: random.Random, pasos: int = PASOS) -> Counter[str]:
    with transaction.atomic():
        historia = Historia(azar)
        for _ in range(pasos):
            historia.paso()
        hechos = historia.terminar()
        transaction.set_rollback(True)
    return hechos


@pytest.mark.req("S-12", "S-13", "P-05", "P-06", "L-09", "L-10")
def test_historias_conocidas_pasan_por_todo() -> None:
    """Fixed seeds: a failure has a number, and the walk is shown to reach every event of the vocabulary."""
    hechos: Counter[str] = Counter()
    for semilla in range(SEMILLAS):
        if semilla >= LAS_MENOS and all(hechos[tipo] for tipo in TipoEvento):
            break
        try:
            hechos += _vivir(random.Random(semilla), pasos=LARGAS)
        except AssertionError as error:
            raise AssertionError(f"life {semilla}: {error}") from error
    print(dict(hechos))
    assert {tipo for tipo in TipoEvento if not hechos[tipo]} == set()
    assert hechos["rechazos"] > 100 and hechos["trabadas"] > 5


@settings(max_examples=cuantos(10, 25), **AJUSTES)
@given(azar=st.randoms(use_true_random=False))
def test_historias_que_busca_hypothesis(azar: random.Random) -> None:
    _vivir(azar)


@pytest.mark.completo
@settings(max_examples=20_000, **AJUSTES)
@given(azar=st.randoms(use_true_random=False))
def test_veinte_mil_historias(azar: random.Random) -> None:
    _vivir(azar)
