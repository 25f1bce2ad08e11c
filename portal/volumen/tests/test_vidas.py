"""The lives: only rows of the table, the calendar of the portal, the same for the same seed and for any processes."""

import random
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.db import connections

from catalogo.plazos import Calendario, calendario_al_dia, dia_en_chile, habiles_entre, vencimiento
from nucleo.bitacora.huella import microsegundos
from nucleo.comun.identidad import leer_rut
from nucleo.comun.texto import compacto
from portal.volumen import filas, personas
from portal.volumen.carga import planear
from portal.volumen.cuenta import Cuenta, vivir
from portal.volumen.dias import PRIMERO, Dias, sello
from portal.volumen.lectura import leer
from portal.volumen.mundo import Datos, Mundo
from portal.volumen.obreros import escribir, obreros
from solicitudes.estados import TRANSICIONES

BASES = ["default", "dueno"]
CUENTAS = 500
HASTA = datetime(2026, 11, 20, 15, tzinfo=UTC)
pytestmark = pytest.mark.django_db(databases=BASES)


@pytest.fixture
def datos() -> Datos:
    return leer(semilla=5, hasta=HASTA)


@pytest.fixture
def vidas(datos: Datos) -> list[Cuenta]:
    mundo = Mundo(datos)
    return [vivir(mundo, numero) for numero in range(CUENTAS)]


@pytest.mark.req("S-13")
def test_cada_paso_es_una_fila_de_la_tabla(vidas: list[Cuenta]) -> None:
    """Read again from the table itself, not from what the lives made of it."""
    permitidos = {
        (fila.evento.value, fila.parte.value, tipo.value, desde, fila.hacia.value if fila.hacia else desde)
        for fila in TRANSICIONES
        for tipo in fila.tipos
        for desde in ({d.value for d in fila.desde} or {""})
    }
    usados = set()
    for cuenta in vidas:
        for v in cuenta.tramites:
            anterior = 0
            for paso in v.pasos:
                assert anterior <= paso.instante <= microsegundos(HASTA)
                anterior = paso.instante
                if paso.evento != "RESPUESTA_DISPONIBLE":
                    assert (paso.evento, paso.parte, v.tipo, paso.desde, paso.hacia) in permitidos
                    usados.add((paso.evento, paso.parte))
    # What everybody may do is done; these three are rare on purpose.
    raras = {("ACEPTACION_REVERTIDA", "sec"), ("EXPEDIENTE_UNIDO", "sec"), ("EXPEDIENTE_UNIDO", "solicitante")}
    assert {permitido[:2] for permitido in permitidos} - usados <= raras


@pytest.mark.req("P-06")
def test_una_aceptacion_por_plazo_sin_confirmar_por_cuenta(vidas: list[Cuenta]) -> None:
    cuantas = 0
    for cuenta in vidas:
        cambios = sorted(
            (p.instante, 1 if p.evento == "PAGO_ACEPTADO_POR_PLAZO" else -1)
            for v in cuenta.tramites
            for p in v.pasos
            if p.evento in ("PAGO_ACEPTADO_POR_PLAZO", "PAGO_CONFIRMADO", "ACEPTACION_REVERTIDA")
        )
        vivas = 0
        for _, cambio in cambios:
            vivas += cambio
            cuantas += cambio > 0
            assert vivas in (0, 1)
    assert cuantas > 5


def test_la_misma_semilla_da_lo_mismo(datos: Datos) -> None:
    uno, otro = (vivir(Mundo(datos), 77) for _ in range(2))
    assert [v.pasos for v in uno.tramites] == [v.pasos for v in otro.tramites]
    distinto = vivir(Mundo(replace(datos, semilla=6)), 77)
    assert [v.pasos for v in uno.tramites] != [v.pasos for v in distinto.tramites]


def test_los_procesos_no_cambian_nada(datos: Datos) -> None:
    def filas_con(procesos: int) -> list[dict[str, str]]:
        with obreros(datos, procesos) as equipo:
            el_plan = planear(datos, equipo, 900, lambda mensaje: None)
            assert el_plan.total == 900
            return list(equipo.en_orden(escribir, el_plan.tandas))

    assert filas_con(1) == filas_con(2)


def test_los_dias_son_los_del_catalogo() -> None:
    calendario: Calendario = calendario_al_dia()
    dias, azar = Dias(calendario.feriados), random.Random(3)
    for _ in range(1000):
        instante = datetime.fromtimestamp(azar.randint(1_400_000_000, 1_850_000_000), UTC)
        dia = dias.dia(microsegundos(instante))
        assert dias.fechas[dia] == dia_en_chile(instante)
        recibida = calendario.habil_desde(dia_en_chile(instante))
        assert dias.fechas[dias.desde[dia]] == recibida
        cantidad, unidad = azar.choice([(5, "habiles"), (40, "habiles"), (6, "meses"), (36, "meses"), (9, "corridos")])
        vence = dias.vence(dia, cantidad, unidad)
        assert dias.fechas[vence] == vencimiento(recibida, cantidad, unidad, calendario)
        otro = dia + azar.randint(-40, 400)
        assert dias.entre(dia, otro) == habiles_entre(dias.fechas[dia], dias.fechas[otro], calendario)


@pytest.mark.parametrize("dia", [date(2025, 4, 5), date(2025, 4, 6), date(2025, 9, 6), date(2025, 9, 7)])
def test_los_dias_en_que_cambia_la_hora(dia: date) -> None:
    dias = Dias(())
    medianoche = dias.medianoche[(dia - PRIMERO).days]
    assert dias.fechas[dias.dia(medianoche)] == dia
    assert (dias.fechas[dias.dia(medianoche - 1)] - dia).days == -1


def test_sello_y_numeros() -> None:
    instante = datetime(2024, 2, 29, 23, 59, 59, 70, UTC)
    with connections["default"].cursor() as cursor:
        cursor.execute("SELECT %s::timestamptz", [sello(microsegundos(instante))])
        assert cursor.fetchone()[0] == instante
    for rut in range(personas.PRIMER_RUT, personas.PRIMER_RUT + 200):
        assert leer_rut(personas.con_digito(rut)) == personas.con_digito(rut)
    pasa: Callable[[Any], str] = compacto
    assert all(filas.compacto(n) == pasa(n) for n in ("F123456", "330611-8", "2026-00014", ""))
