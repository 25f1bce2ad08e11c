"""The arithmetic of terms against the checks of reglas.md 3 and against a slow count of its own."""

import random
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

import pytest

from catalogo import plazos
from catalogo.carga import feriados_publicados
from catalogo.plazos import CORRIDOS, HABILES, MESES, Calendario, calcular
from nucleo.comun.reloj import CHILE

NACIONALES = {dia: nombre for (dia, region), nombre in feriados_publicados(range(2014, 2029)).items() if not region}
CALENDARIO = Calendario(NACIONALES)


@pytest.mark.req("L-02", "L-04")
@pytest.mark.parametrize(
    ("recibida", "dias", "vence"),
    [
        (date(2026, 11, 20), 5, date(2026, 11, 27)),
        (date(2026, 11, 20), 10, date(2026, 12, 4)),
        (date(2026, 11, 20), 20, date(2026, 12, 21)),
        (date(2026, 11, 21), 10, date(2026, 12, 7)),
        (date(2026, 9, 17), 5, date(2026, 9, 25)),
    ],
)
def test_comprobaciones_de_las_reglas(recibida: date, dias: int, vence: date) -> None:
    assert calcular(recibida, dias, HABILES, CALENDARIO).vence_el == vence
    assert plazos.vencimiento(recibida, dias, HABILES, CALENDARIO) == vence


def _es_habil(dia: date) -> bool:
    return dia.strftime("%u") not in "67" and dia not in NACIONALES


def _contar_a_mano(recibida: date, dias: int) -> tuple[date, date]:
    """Turns the pages of a calendar one by one: the day of reception and the last day."""
    dia = recibida
    while not _es_habil(dia):
        dia += timedelta(1)
    recibida_el, contados = dia, 0
    while contados < dias:
        dia += timedelta(1)
        contados += _es_habil(dia)
    return recibida_el, dia


def _al_azar(cuantas: int) -> Iterator[tuple[date, int]]:
    azar = random.Random(57_2019)
    for _ in range(cuantas):
        yield date(2014, 1, 1) + timedelta(azar.randrange(365 * 14)), azar.randint(1, 60)


@pytest.mark.req("L-02")
def test_mil_fechas_al_azar_contra_la_cuenta_a_mano() -> None:
    for recibida, dias in _al_azar(1000):
        plazo = calcular(recibida, dias, HABILES, CALENDARIO)
        assert (plazo.recibida_el, plazo.vence_el) == _contar_a_mano(recibida, dias), (recibida, dias)
        assert plazos.habiles_entre(plazo.recibida_el, plazo.vence_el, CALENDARIO) == dias
        assert plazos.restan(plazo.vence_el, plazo.recibida_el, CALENDARIO) == dias


@pytest.mark.req("L-02")
def test_habiles_entre_dos_fechas_al_azar() -> None:
    for desde, dias in _al_azar(1000):
        hasta = desde + timedelta(dias * 7 % 400)
        a_mano = sum(_es_habil(desde + timedelta(n)) for n in range(1, (hasta - desde).days + 1))
        assert plazos.habiles_entre(desde, hasta, CALENDARIO) == a_mano, (desde, hasta)
        assert plazos.habiles_entre(hasta, desde, CALENDARIO) == 0


def test_un_feriado_en_sabado_no_quita_un_dia() -> None:
    """19 Sep 2026 is a holiday and a Saturday: it may not be taken away twice."""
    assert date(2026, 9, 19) in NACIONALES
    assert plazos.habiles_entre(date(2026, 9, 17), date(2026, 9, 21), CALENDARIO) == 1


@pytest.mark.req("L-02")
@pytest.mark.parametrize(
    ("llegada", "recibida_el", "primer_dia"),
    [
        (date(2026, 11, 20), date(2026, 11, 20), date(2026, 11, 23)),  # a Friday
        (date(2026, 11, 21), date(2026, 11, 23), date(2026, 11, 24)),  # a Saturday
        (date(2026, 12, 8), date(2026, 12, 9), date(2026, 12, 10)),  # a holiday
        (date(2026, 12, 7), date(2026, 12, 7), date(2026, 12, 9)),  # the eve of a holiday
    ],
)
def test_recepcion_y_primer_dia(llegada: date, recibida_el: date, primer_dia: date) -> None:
    plazo = calcular(llegada, 3, HABILES, CALENDARIO)
    assert (plazo.recibida_el, plazo.primer_dia) == (recibida_el, primer_dia)


@pytest.mark.req("L-02")
@pytest.mark.parametrize(
    ("recibida", "cantidad", "unidad", "vence"),
    [
        (date(2026, 3, 10), 6, MESES, date(2026, 9, 10)),
        (date(2026, 6, 18), 3, MESES, date(2026, 9, 21)),  # 18 Sep is a holiday, then a weekend
        (date(2026, 8, 31), 6, MESES, date(2027, 3, 1)),  # no 31 Feb; 28 Feb 2027 is a Sunday
        (date(2024, 2, 29), 12, MESES, date(2025, 2, 28)),
        (date(2024, 2, 29), 48, MESES, date(2028, 2, 29)),
        (date(2026, 12, 31), 2, MESES, date(2027, 3, 1)),
        (date(2026, 11, 20), 1, MESES, date(2026, 12, 21)),  # 20 Dec is a Sunday
        (date(2026, 11, 20), 30, CORRIDOS, date(2026, 12, 21)),
        (date(2026, 11, 20), 3, CORRIDOS, date(2026, 11, 23)),
        (date(2026, 11, 20), 18, CORRIDOS, date(2026, 12, 9)),  # lands on 8 Dec
        (date(2024, 2, 28), 1, CORRIDOS, date(2024, 2, 29)),
    ],
)
def test_meses_y_corridos_ruedan_al_habil_siguiente(recibida: date, cantidad: int, unidad: str, vence: date) -> None:
    assert calcular(recibida, cantidad, unidad, CALENDARIO).vence_el == vence


@pytest.mark.req("L-02")
@pytest.mark.parametrize(
    ("instante", "dia"),
    [
        ("2026-11-21T02:59:59+00:00", date(2026, 11, 20)),  # summer time, -03: still Friday in Chile
        ("2026-11-21T03:00:00+00:00", date(2026, 11, 21)),
        ("2026-07-18T03:59:59+00:00", date(2026, 7, 17)),  # winter time, -04
        ("2026-07-18T04:00:00+00:00", date(2026, 7, 18)),
        ("2026-04-05T03:59:59+00:00", date(2026, 4, 4)),  # 23:59:59 for the second time: the clocks went back
        ("2026-04-05T04:00:00+00:00", date(2026, 4, 5)),
        ("2026-09-06T03:59:59+00:00", date(2026, 9, 5)),  # there is no 00:00 on the next day: it starts at 01:00
        ("2026-09-06T04:00:00+00:00", date(2026, 9, 6)),
    ],
)
def test_el_dia_es_el_de_chile(instante: str, dia: date) -> None:
    assert plazos.dia_en_chile(datetime.fromisoformat(instante)) == dia


@pytest.mark.req("L-02")
@pytest.mark.parametrize(
    ("dia", "termina"),
    [
        (date(2026, 11, 20), "2026-11-21T02:59:59+00:00"),
        (date(2026, 7, 17), "2026-07-18T03:59:59+00:00"),
        (date(2026, 4, 4), "2026-04-05T03:59:59+00:00"),  # the later of the two
        (date(2026, 9, 5), "2026-09-06T03:59:59+00:00"),
    ],
)
def test_el_plazo_termina_un_segundo_antes_de_la_medianoche_de_chile(dia: date, termina: str) -> None:
    fin = plazos.fin_del_dia(dia)
    assert fin == datetime.fromisoformat(termina)
    assert fin.tzinfo is UTC
    assert plazos.en_plazo(fin, dia)
    assert not plazos.en_plazo(fin + timedelta(seconds=1), dia)


def test_cada_dia_de_doce_anios_termina_antes_de_que_empiece_el_siguiente() -> None:
    dia = date(2014, 1, 1)
    while dia.year < 2026:
        fin = plazos.fin_del_dia(dia)
        assert fin.astimezone(CHILE).date() == dia
        assert (fin + timedelta(seconds=1)).astimezone(CHILE).date() == dia + timedelta(1)
        dia += timedelta(1)


@pytest.mark.req("L-03")
def test_la_explicacion_nombra_cada_dia_saltado_con_su_motivo() -> None:
    plazo = calcular(date(2026, 11, 20), 20, HABILES, CALENDARIO)
    saltados = [paso for paso in plazo.pasos if "no se cuenta" in paso]
    dias = [plazo.recibida_el + timedelta(n) for n in range((plazo.vence_el - plazo.recibida_el).days)]
    assert len(saltados) == sum(not _es_habil(dia) for dia in dias) == 11
    assert "El martes\u00a008-12-2026 no se cuenta: feriado (La Inmaculada Concepción)." in saltados
    assert "El sábado\u00a028-11-2026 no se cuenta: fin de semana." in saltados
    assert plazo.pasos[0] == "Llegó el viernes\u00a020-11-2026."
    assert plazo.pasos[-1] == "El último día es el lunes\u00a021-12-2026, hasta las 23:59:59, hora de Chile."


@pytest.mark.req("L-03")
def test_la_explicacion_de_lo_que_llega_en_sabado_y_de_lo_que_rueda() -> None:
    pasos = calcular(date(2026, 11, 21), 1, MESES, CALENDARIO).pasos
    assert "Se tiene por recibida el lunes\u00a023-11-2026, el día hábil siguiente." in pasos
    assert "El plazo es de 1 mes y se cuenta desde el día siguiente." in pasos
    pasos = calcular(date(2026, 11, 20), 30, CORRIDOS, CALENDARIO).pasos
    assert "Contados 30 días corridos, se llega al domingo\u00a020-12-2026." in pasos
    assert "El último día pasa al día hábil siguiente." in pasos


@pytest.mark.req("L-03")
def test_una_fecha_fuera_de_los_feriados_cargados_lo_dice() -> None:
    aviso = "Los feriados de 2029 no están cargados: la fecha puede cambiar."
    assert aviso in calcular(date(2026, 11, 20), 36, MESES, CALENDARIO).pasos
    assert not any("cargados" in paso for paso in calcular(date(2026, 11, 20), 20, HABILES, CALENDARIO).pasos)


@pytest.mark.parametrize("cantidad", [0, -1])
def test_una_cantidad_que_no_cuenta_se_rechaza(cantidad: int) -> None:
    with pytest.raises(ValueError, match="1 o más"):
        calcular(date(2026, 11, 20), cantidad, HABILES, CALENDARIO)


def test_otra_unidad_y_un_instante_sin_zona_se_rechazan() -> None:
    with pytest.raises(ValueError, match="unidad"):
        calcular(date(2026, 11, 20), 1, "semanas", CALENDARIO)
    with pytest.raises(ValueError, match="zona horaria"):
        calcular(datetime(2026, 11, 20, 10), 1, HABILES, CALENDARIO)
    with pytest.raises(OverflowError):
        calcular(date(9999, 6, 1), 12, MESES, Calendario(()))
