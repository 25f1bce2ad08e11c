"""Terms in business hours: against a count second by second of the day, and against their own inverse (reglas.md 8)."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from catalogo.horario import Jornada, corte, horas_habiles, transcurridas
from catalogo.plazos import Calendario
from nucleo.comun.reloj import CHILE
from tests.largo import cuantos

DE_9_A_18 = Jornada(time(9), time(18))
# Fiestas Patrias, Navidad, and a Monday; Chile moves its clocks on 5 April and 6 September 2026.
CALENDARIO = Calendario([date(2026, 9, 18), date(2026, 10, 12), date(2026, 12, 8), date(2026, 12, 25)])
VECES = settings(max_examples=cuantos(150, 3000), deadline=None)
INSTANTES = st.datetimes(datetime(2026, 1, 1), datetime(2026, 12, 20), timezones=st.just(UTC))
HORAS = st.integers(1, 40) | st.floats(0.25, 40)
JORNADAS = st.sampled_from([DE_9_A_18, Jornada(time(8, 30), time(17, 15)), Jornada(time(0), time(23, 59))])
pytestmark = pytest.mark.req("U-06")


def chile(texto: str) -> datetime:
    return datetime.fromisoformat(texto).replace(tzinfo=CHILE)


@pytest.mark.parametrize(
    ("desde", "horas", "hasta"),
    [
        ("2026-11-23 09:00", 24, "2026-11-25 15:00"),  # Monday to Wednesday: 9 + 9 + 6
        ("2026-11-20 17:00", 24, "2026-11-25 14:00"),  # Friday at five: one hour, then the weekend
        ("2026-11-21 12:00", 24, "2026-11-25 15:00"),  # Saturday counts from Monday
        ("2026-11-20 20:00", 9, "2026-11-23 18:00"),  # a whole day ends as it closes
        ("2026-12-07 16:00", 24, "2026-12-11 13:00"),  # Tuesday 8 is a holiday
        ("2026-11-23 08:59", 0.5, "2026-11-23 09:30"),
        ("2026-09-04 17:00", 2, "2026-09-07 10:00"),  # over the Saturday on which the clocks move
    ],
)
def test_casos_contados_a_mano(desde: str, horas: float, hasta: str) -> None:
    assert horas_habiles(chile(desde), horas, CALENDARIO, DE_9_A_18) == chile(hasta)


@pytest.mark.parametrize("horas", [0, -1])
def test_sin_horas_no_hay_plazo(horas: int) -> None:
    with pytest.raises(ValueError, match="mayor que cero"):
        horas_habiles(chile("2026-11-23 09:00"), horas, CALENDARIO, DE_9_A_18)


def _a_mano(desde: datetime, hasta: datetime, jornada: Jornada) -> timedelta:
    """Day by day on the wall clock: no stretch is inherited from the one before."""
    suma, dia = timedelta(0), desde.astimezone(CHILE).date() - timedelta(days=1)
    while dia <= hasta.astimezone(CHILE).date():
        if dia.weekday() < 5 and dia not in CALENDARIO.feriados:
            abre, cierra = (
                datetime.combine(dia, hora, CHILE).astimezone(UTC) for hora in (jornada.abre, jornada.cierra)
            )
            suma += max(timedelta(0), min(cierra, hasta) - max(abre, desde))
        dia += timedelta(days=1)
    return suma


@VECES
@given(desde=INSTANTES, horas=HORAS, jornada=JORNADAS)
def test_el_plazo_dura_exactamente_sus_horas(desde: datetime, horas: float, jornada: Jornada) -> None:
    vence = horas_habiles(desde, horas, CALENDARIO, jornada)
    assert _a_mano(desde, vence, jornada) == timedelta(hours=horas) == transcurridas(desde, vence, CALENDARIO, jornada)
    antes = vence - timedelta(microseconds=1)
    assert _a_mano(desde, antes, jornada) < timedelta(hours=horas), "and it is the first instant at which they are over"
    local = vence.astimezone(CHILE)
    assert CALENDARIO.es_habil(local.date()) and jornada.abre < local.time() <= jornada.cierra


@VECES
@given(uno=INSTANTES, otro=INSTANTES, horas=HORAS)
def test_quien_llego_antes_no_vence_despues(uno: datetime, otro: datetime, horas: float) -> None:
    primero, segundo = sorted((uno, otro))
    vencen = [horas_habiles(desde, horas, CALENDARIO, DE_9_A_18) for desde in (primero, segundo)]
    assert vencen == sorted(vencen)


@VECES
@given(instante=INSTANTES, horas=HORAS, jornada=JORNADAS)
def test_el_corte_separa_lo_atrasado_de_lo_que_no(instante: datetime, horas: float, jornada: Jornada) -> None:
    desde = corte(instante, horas, CALENDARIO, jornada)
    assert horas_habiles(desde, horas, CALENDARIO, jornada) >= instante
    assert horas_habiles(desde - timedelta(microseconds=1), horas, CALENDARIO, jornada) < instante
