"""The words of DISENO 4.2, for each reader."""

from datetime import date

import pytest
from pytest_django.fixtures import Settings

from catalogo import semaforo as luces
from catalogo.plazos import Calendario
from catalogo.semaforo import Semaforo, semaforo

CALENDARIO = Calendario({date(2026, 12, 8): "La Inmaculada Concepción"})
VENCE = date(2026, 12, 4)  # a Friday


@pytest.mark.req("L-03")
@pytest.mark.parametrize(
    ("hoy", "tipo", "personal", "solicitante"),
    [
        (date(2026, 11, 23), "en-plazo", "Vence en 9 días", "Quedan 9 días"),
        (date(2026, 11, 30), "en-plazo", "Vence en 4 días", "Quedan 4 días"),
        (date(2026, 12, 1), "por-vencer", "Vence en 3 días", "Quedan 3 días"),
        (date(2026, 12, 3), "por-vencer", "Vence en 1 día", "Queda 1 día"),
        (date(2026, 12, 4), "hoy", "Vence hoy", "Vence hoy"),
        (date(2026, 12, 6), "vencida", "Vencida", "Vencida"),  # Sunday: no día hábil has gone by
        (date(2026, 12, 7), "vencida", "Vencida hace 1 día", "Vencida hace 1 día"),
        (date(2026, 12, 9), "vencida", "Vencida hace 2 días", "Vencida hace 2 días"),  # 8 Dec is a holiday
    ],
)
def test_dias_que_quedan(hoy: date, tipo: str, personal: str, solicitante: str) -> None:
    del_personal = semaforo(VENCE, hoy, CALENDARIO)
    del_solicitante = semaforo(VENCE, hoy, CALENDARIO, para="solicitante")
    assert del_personal.tipo == del_solicitante.tipo == tipo
    assert (del_personal.primera_linea, del_solicitante.primera_linea) == (personal, solicitante)
    assert del_personal.fecha == VENCE


def test_la_segunda_linea_lleva_la_fecha() -> None:
    hoy, tarde = date(2026, 11, 23), date(2026, 12, 9)
    assert semaforo(VENCE, hoy, CALENDARIO).segunda_linea == "04-12-2026"
    assert semaforo(VENCE, hoy, CALENDARIO, para="solicitante").segunda_linea == "hasta el 04-12-2026"
    assert semaforo(VENCE, tarde, CALENDARIO).segunda_linea == "venció el 04-12-2026"


@pytest.mark.req("L-09")
def test_mientras_se_espera_un_pago_el_plazo_corre_y_lo_dice() -> None:
    luz = semaforo(VENCE, date(2026, 12, 1), CALENDARIO, espera_pago=True)
    assert luz.primera_linea == "Vence en 3 días"
    assert luz.segunda_linea == "04-12-2026 · Espera el pago del solicitante"


def test_un_comprobante_se_valida() -> None:
    assert semaforo(VENCE, date(2026, 12, 3), CALENDARIO, verbo="Validar").primera_linea == "Validar en 1 día"


def test_el_limite_es_un_ajuste(settings: Settings) -> None:
    settings.PLAZO_DIAS_POR_VENCER = 5
    assert semaforo(VENCE, date(2026, 11, 27), CALENDARIO).tipo == "por-vencer"
    assert semaforo(VENCE, date(2026, 11, 26), CALENDARIO).tipo == "en-plazo"


@pytest.mark.parametrize(
    ("luz", "tipo", "primera", "segunda"),
    [
        (luces.pausada(date(2026, 3, 9)), "pausada", "Espera al solicitante", "desde el 09-03-2026"),
        (luces.cerrada(VENCE, VENCE), "cerrada", "Respondida en plazo", "el 04-12-2026"),
        (luces.cerrada(date(2026, 12, 7), VENCE), "cerrada", "Respondida fuera de plazo", "el 07-12-2026"),
        (luces.cerrada(VENCE, None), "cerrada", "Respondida", "el 04-12-2026"),
        (luces.sin_plazo(date(2026, 2, 18)), "sin-plazo", "No requiere respuesta", "recibida el 18-02-2026"),
    ],
)
def test_las_luces_que_no_cuentan(luz: Semaforo, tipo: str, primera: str, segunda: str) -> None:
    assert (luz.tipo, luz.primera_linea, luz.segunda_linea) == (tipo, primera, segunda)
    assert luz.icono == luces.ICONOS[tipo]
