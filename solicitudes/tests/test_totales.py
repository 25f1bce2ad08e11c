"""The totals agree with an independent count of the requests, folded or not, in every period."""

import random
from collections import Counter
from datetime import date, timedelta
from io import StringIO
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from catalogo.models import Distribuidora
from nucleo.comun.reloj import CHILE
from solicitudes.estados import Tipo
from solicitudes.models import Grano, Solicitud, TotalDeEnvios, TotalDeRespuestas
from solicitudes.tests.ayudas_reloj import elena, enviada, responder
from solicitudes.tests.historias import Historia
from solicitudes.tests.vidas_reloj import dia
from solicitudes.totales import consultas, tablas
from solicitudes.totales.consultas import Alcance, Cumplimiento
from solicitudes.totales.periodos import filas_del_periodo

pytestmark = pytest.mark.django_db


@pytest.mark.req("F-02", "F-03")
def test_una_vida_al_azar_se_cuenta_igual_plegada_o_suelta() -> None:
    azar = random.Random(20_260_302)
    historia = Historia(azar)
    for _ in range(120):
        historia.paso()
        if azar.random() < 0.2:
            tablas.plegar()
            tablas.plegar()  # a second scheduler finds nothing to do
            assert not TotalDeEnvios.objects.filter(grano=Grano.SUELTO).exists()
        assert list(tablas.comparar()) == []
    assert TotalDeRespuestas.objects.exists() and not TotalDeEnvios.objects.filter(cuantas__lt=0, grano="diario")
    _los_periodos_suman_lo_mismo(azar)
    _recontar_encuentra_lo_que_se_rompe()


def _los_periodos_suman_lo_mismo(azar: random.Random) -> None:
    """Against the plainest count there is: every request, one by one."""
    solicitudes = list(Solicitud.objects.all())
    ids = [None, *Distribuidora.objects.filter(prefijo__in=("YN", "OV")).values_list("pk", flat=True)]
    for _ in range(40):
        desde = date(2026, 2, 20) + timedelta(days=azar.randrange(120))
        alcance = Alcance(
            desde, desde + timedelta(days=azar.randrange(400)), azar.choice(ids), azar.choice(["", *Tipo])
        )
        dentro = [
            s
            for s in solicitudes
            if (not alcance.tipo or s.tipo == alcance.tipo)
            and (not alcance.distribuidora_id or s.distribuidora_id == alcance.distribuidora_id)
        ]
        enviadas = [s for s in dentro if _en(alcance, s.enviada_en)]
        respondidas = [s for s in dentro if s.respondida_en and _en(alcance, s.respondida_en)]
        assert consultas.recibidas(alcance) == len(enviadas)
        cuenta = consultas.cumplimiento(alcance)
        assert cuenta.casos == len(respondidas)
        assert cuenta.en_plazo == sum(1 for s in respondidas if s.respondida_en_plazo)
        assert cuenta.dias == Counter(s.dias_respuesta for s in respondidas)
        for grupos in (consultas.cumplimiento_por_tipo(alcance), consultas.cumplimiento_por_caso(alcance)):
            assert consultas.sumar(grupos.values()) == cuenta


def _en(alcance: Alcance, instante: Any) -> bool:
    return alcance.desde <= instante.astimezone(CHILE).date() <= alcance.hasta


def _recontar_encuentra_lo_que_se_rompe() -> None:
    salida = StringIO()
    TotalDeEnvios.objects.filter(pk=TotalDeEnvios.objects.exclude(grano="suelto").first().pk).update(cuantas=77)
    TotalDeRespuestas.objects.filter(grano=Grano.MENSUAL).delete()
    call_command("recontar", stdout=salida)
    assert "envíos · " in salida.getvalue() and "guardado 77" in salida.getvalue()
    assert "respuestas · mensual" in salida.getvalue() and " 0 después" in salida.getvalue()


@given(desde=st.dates(date(2015, 1, 1), date(2027, 12, 31)), dias=st.integers(0, 3700), grueso=st.sampled_from(Grano))
@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
def test_los_tramos_cubren_cada_dia_una_vez(desde: date, dias: int, grueso: Grano) -> None:
    """One row of each grain for every day, month and year: the rows of a period stand for its days, each once."""
    if grueso == Grano.SUELTO:
        return
    hasta = desde + timedelta(days=dias)
    cubiertos: Counter[date] = Counter()
    for rama in filas_del_periodo(desde, hasta, grueso=grueso).children:
        partes = dict(rama.children if hasattr(rama, "children") else [rama])
        if partes.get("grano") in (None, Grano.SUELTO):
            continue
        primero, fin = partes["desde__gte"], partes["desde__lt"]
        assert (fin - primero).days > 0
        cubiertos.update(primero + timedelta(days=n) for n in range((fin - primero).days))
        assert partes["grano"] != Grano.ANUAL or (primero.timetuple().tm_yday, fin.timetuple().tm_yday) == (1, 1)
        assert partes["grano"] != Grano.MENSUAL or (primero.day, fin.day) == (1, 1)
    assert cubiertos == Counter(desde + timedelta(days=n) for n in range(dias + 1))


@given(st.lists(st.tuples(st.integers(0, 60), st.booleans()), min_size=1, max_size=80))
@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
def test_los_percentiles_son_los_de_postgresql(respuestas: list[tuple[int, bool]]) -> None:
    """The database's ``percentile_disc`` over one row per answer is the judge."""
    cuenta = Cumplimiento()
    for dias, en_plazo in respuestas:
        cuenta.sumar(dias, en_plazo, 1)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT percentile_disc(0.5) WITHIN GROUP (ORDER BY d), percentile_disc(0.9) WITHIN GROUP (ORDER BY d)"
            " FROM unnest(%s) AS d",
            [[dias for dias, _ in respuestas]],
        )
        assert (cuenta.mediana, cuenta.noventa) == cursor.fetchone()
    assert cuenta.porcentaje == 100 * sum(en_plazo for _, en_plazo in respuestas) / len(respuestas)
    assert Cumplimiento().mediana is None and Cumplimiento().porcentaje is None


@pytest.mark.req("F-02")
def test_un_paso_que_se_deshace_no_deja_cuenta() -> None:
    solicitud = enviada(Tipo.INFORMACION, dia(0), actor=elena())
    with transaction.atomic():
        responder(solicitud)
        assert TotalDeRespuestas.objects.count() == 1
        transaction.set_rollback(True)
    assert not TotalDeRespuestas.objects.exists()
    assert list(tablas.comparar()) == []
