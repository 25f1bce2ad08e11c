"""Whose the days were: random turns against somebody who writes down, each midnight, who has the turn."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from catalogo.carga import feriados_publicados
from catalogo.plazos import Calendario, habiles_entre
from nucleo.comun.reloj import CHILE
from pagos import actions as pagos
from solicitudes import actions, recalculo, turnos
from solicitudes.estados import Cuenta, Estado, cuenta_del_dia
from solicitudes.models import Solicitud
from solicitudes.tests.ayudas_reloj import (
    DIA,
    NC,
    SI,
    VIERNES,
    corregir,
    el,
    elena,
    enviada,
    fresca,
    informar_pago,
    marta,
    observar,
    responder,
    responder_con_pago,
    solicitar_pago,
)  # fmt: skip

NACIONALES = {dia: nombre for (dia, region), nombre in feriados_publicados(range(2025, 2029)).items() if not region}
CALENDARIO = Calendario(NACIONALES)
PARTES = list(Cuenta)


def _habil(dia: date) -> bool:
    return dia.isoweekday() < 6 and dia not in NACIONALES


def _medianoche(dia: date) -> datetime:
    """The first instant of the day in Chile; on the night of September when 00:00 does not exist, 01:00."""
    return datetime(dia.year, dia.month, dia.day, tzinfo=CHILE).astimezone(UTC)


def a_mano(recibida: date, estados: list[tuple[datetime, Estado]], hasta: date) -> dict[Cuenta, int]:
    """Day after day: who held the turn as the day began? ``estados``: from when each one holds, in order.

    Whoever gets the turn at exactly midnight has it at 00:00.
    """
    cuentas, dia = dict.fromkeys(PARTES, 0), recibida + DIA
    while dia <= hasta:
        if _habil(dia):
            tenedor = estados[0][1]
            for desde, estado in estados:
                if desde <= _medianoche(dia):
                    tenedor = estado
            cuentas[cuenta_del_dia(tenedor)] += 1
        dia += DIA
    return cuentas


# Minutes to the next change: none, some hours, days, weeks, and to exactly the next midnight (-1).
SALTOS = st.sampled_from([0, 1, 60, 500, 1440, 2880, 5000, 10_000, 40_000, -1])
CAMBIOS = st.lists(st.tuples(SALTOS, st.sampled_from(list(Estado))), max_size=12)
INICIOS = st.datetimes(datetime(2026, 1, 1), datetime(2026, 12, 31)).map(lambda d: d.replace(second=0, microsecond=0))


@pytest.mark.req("L-09")
@settings(max_examples=400, deadline=None)
@given(inicio=INICIOS, cambios=CAMBIOS, despues=st.integers(0, 30))
def test_los_dias_de_cada_parte_son_los_de_quien_tenia_el_turno_a_las_cero(
    inicio: datetime, cambios: list[tuple[int, Estado]], despues: int
) -> None:
    instante = inicio.replace(tzinfo=UTC)
    recibida = CALENDARIO.habil_desde(instante.astimezone(CHILE).date())
    s = Solicitud(estado=Estado.PENDIENTE_RESPUESTA, recibida_el=recibida, contado_hasta=recibida)
    estados = [(instante, Estado.PENDIENTE_RESPUESTA)]
    for minutos, estado in cambios:
        manana = instante.astimezone(CHILE).date() + DIA
        instante = _medianoche(manana) if minutos < 0 else instante + timedelta(minutes=minutos)
        turnos.contar(s, instante, CALENDARIO)
        s.estado = estado
        estados.append((instante, estado))
    hoy = max(recibida, instante.astimezone(CHILE).date()) + timedelta(days=despues)
    dias = turnos.dias(s, hoy, CALENDARIO)
    esperado = a_mano(recibida, estados, hoy)
    assert {parte: getattr(dias, parte.value) for parte in PARTES} == esperado
    # AZ-7: the four parties' days add up to the hábil days that went by.
    assert dias.total == habiles_entre(recibida, hoy, CALENDARIO)
    assert dias.total == sum(_habil(recibida + timedelta(n)) for n in range(1, (hoy - recibida).days + 1))


@pytest.mark.django_db
@pytest.mark.req("L-09")
def test_el_dia_de_un_cambio_es_de_quien_lo_empezo_y_a_las_cero_en_punto_de_quien_lo_recibe() -> None:
    s = enviada(SI, VIERNES)
    with el(VIERNES + 3 * DIA, 0):  # Monday at exactly 00:00: it begins as the payment's
        s = solicitar_pago(s)
    assert (s.dias_distribuidora, s.dias_pago, s.contado_hasta) == (0, 0, VIERNES + 2 * DIA)
    with el(VIERNES + 4 * DIA, 23, 59, 59):  # Tuesday until its last second is the payment's
        s = informar_pago(s)
    assert (s.dias_distribuidora, s.dias_pago, s.contado_hasta) == (0, 2, VIERNES + 4 * DIA)
    with el(VIERNES + 5 * DIA, 0, 0, 1):  # Wednesday began a second ago with the distributor
        pagos.rechazar_pago(actor=marta(), solicitud_id=s.pk, motivo="No se puede leer.")
    s = fresca(s)
    assert (s.dias_distribuidora, s.dias_pago) == (1, 2)
    assert turnos.dias(s, VIERNES + 6 * DIA, CALENDARIO) == turnos.Dias(distribuidora=1, pago=3)
    assert [str(d) for d in recalculo.recalcular()] == []


@pytest.mark.django_db
def test_lo_que_pasa_antes_del_dia_de_recepcion_no_cuenta() -> None:
    """Filed on Saturday, observed on Sunday: no day has been counted, and Monday is the reception itself."""
    sabado = VIERNES + DIA
    s = enviada(NC, sabado)
    with el(sabado + DIA):
        s = observar(s, {"te4": ""})
    assert (s.contado_hasta, s.dias_distribuidora, s.dias_solicitante) == (sabado + 2 * DIA, 0, 0)
    with el(sabado + 4 * DIA):  # Wednesday
        s = corregir(s, "te4")
    assert (s.dias_distribuidora, s.dias_solicitante) == (0, 2)
    with el(sabado + 7 * DIA):  # again on a Saturday
        s = responder(s)
    assert (s.dias_distribuidora, s.dias_solicitante, s.dias_pago, s.dias_nadie) == (2, 2, 0, 0)
    assert s.dias_respuesta == 2
    assert [str(d) for d in recalculo.recalcular()] == []


@pytest.mark.django_db
@pytest.mark.req("L-09")
def test_los_dias_retenidos_por_el_pago_se_cuentan_aparte_y_los_de_cerrada_son_de_nadie() -> None:
    s = enviada(SI, VIERNES)
    with el(VIERNES + 3 * DIA):
        s = responder_con_pago(s)
    with el(VIERNES + 7 * DIA):  # Friday 27
        pagos.retirar_cobro(actor=marta(), solicitud_id=s.pk, motivo="Por error.")
    s = fresca(s)
    assert (s.dias_distribuidora, s.dias_pago, s.dias_nadie) == (1, 4, 0)
    dias: Any = turnos.dias(s, VIERNES + 11 * DIA, CALENDARIO)
    assert (dias.nadie, dias.total) == (2, 7)
    with el(VIERNES + 12 * DIA):
        actions.pedir_complemento(actor=elena(), solicitud_id=s.pk, motivo="Falta el plano.")
    assert fresca(s).dias_nadie == 3
