"""The terms of the expediente (L-08; DS 57 arts. 19, 21, 24 and 44)."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from nucleo.comun.errores import EstadoCambio
from pagos import actions as pagos
from solicitudes import actions, recalculo, vigencia
from solicitudes.actions.conexion import ProrrogaImposible
from solicitudes.models import Solicitud
from solicitudes.tests.ayudas_reloj import (
    DIA,
    MC,
    NC,
    SC,
    VIERNES,
    el,
    enviada,
    fresca,
    informar_pago,
    manifestacion,
    marta,
    objetar,
    responder,
    responder_con_pago,
    sonia,
    ultimo_evento,
)  # fmt: skip

pytestmark = pytest.mark.django_db
LUNES = VIERNES + 3 * DIA


def respondida(dia: date = LUNES, **datos: Any) -> Solicitud:
    s = enviada(SC, VIERNES, capacidad_instalar=datos.pop("instalar", None))
    with el(dia):
        return responder(s, **datos)


def hasta(termino: vigencia.Termino | None) -> str:
    assert termino is not None
    return termino.vence_el.isoformat()


@pytest.mark.req("L-08")
def test_la_manifestacion_tiene_veinte_dias_desde_que_la_respuesta_se_puede_leer() -> None:
    s = respondida()
    plazo = vigencia.plazo_de_manifestacion(s)
    assert plazo is not None and (plazo.desde, plazo.articulo) == (LUNES, "DS 57/2019 art. 19")
    assert hasta(plazo) == "2026-12-22"  # 20 hábil days after 23 Nov, with 8 Dec


@pytest.mark.req("L-08")
def test_con_la_respuesta_trabada_el_plazo_empieza_cuando_se_abre() -> None:
    s = enviada(SC, VIERNES)
    with el(LUNES):
        s = responder_con_pago(s)
    assert vigencia.plazo_de_manifestacion(s) is None and vigencia.necesita_manifestacion(s) is None
    with el(LUNES + 3 * DIA):
        informar_pago(s)
        pagos.validar_pago(actor=marta(), solicitud_id=s.pk)
    s = fresca(s)
    plazo = vigencia.plazo_de_manifestacion(s)
    assert plazo is not None and plazo.desde == LUNES + 3 * DIA and hasta(plazo) == "2026-12-28"
    with el(LUNES + 4 * DIA):
        assert ultimo_evento(s).tipo == "RESPUESTA_DISPONIBLE"


@pytest.mark.req("L-08")
@pytest.mark.parametrize(
    ("datos", "necesita"),
    [
        ({}, True),
        ({"manifestacion_necesaria": False}, False),
        ({"manifestacion_necesaria": True, "capacidad_permitida": Decimal(100), "instalar": Decimal(1)}, True),
        ({"capacidad_permitida": Decimal(100), "instalar": Decimal(40)}, False),
        ({"capacidad_permitida": Decimal(100), "instalar": Decimal("40.1")}, True),
        ({"capacidad_permitida": Decimal(100)}, True),
        ({"instalar": Decimal(1)}, True),
    ],
)
def test_no_es_necesaria_hasta_el_cuarenta_por_ciento(datos: dict[str, Any], necesita: bool) -> None:
    s = respondida(**datos)
    assert vigencia.necesita_manifestacion(s) is necesita
    assert (vigencia.plazo_de_manifestacion(s) is None) is not necesita


@pytest.mark.req("L-08")
def test_un_caso_simple_no_la_necesita_y_su_respuesta_vale_seis_meses() -> None:
    s = enviada(SC, VIERNES)
    with el(LUNES):
        actions.reclasificar(actor=marta(), solicitud_id=s.pk, caso="sc-simple", motivo="Artículo 44.")
        s = responder(fresca(s))
    assert vigencia.necesita_manifestacion(s) is False
    termino = vigencia.vigencia(s.expediente)
    assert termino is not None and (termino.desde, termino.articulo) == (LUNES, "DS 57/2019 art. 24")
    assert hasta(termino) == "2027-05-24"  # 23 May 2027 is a Sunday
    assert vigencia.vence_la_vigencia(s) == termino.vence_el


@pytest.mark.req("L-08")
def test_con_manifestacion_los_seis_meses_son_los_suyos() -> None:
    s = respondida()
    assert vigencia.vigencia(s.expediente) is None, "the answer needs an MC and there is none yet"
    mc = manifestacion(date(2026, 12, 1), sube=True, expediente=s.expediente_id)
    assert hasta(vigencia.vigencia(s.expediente)) == "2027-06-01"
    with el(date(2026, 12, 2)):
        objetar(mc)
    assert vigencia.vigencia(s.expediente) is None, "while it is objected to it keeps nothing in force"


@pytest.mark.req("L-08")
@pytest.mark.parametrize(
    ("caso", "esperado"),
    [
        ("vigencia-prorroga", "2027-12-01"),
        ("vigencia-prorroga-especial", "2029-06-01"),
        ("vigencia-prorroga-conjunto", "2030-06-03"),  # 1 June 2030 is a Saturday
    ],
)
def test_una_prorroga_y_una_sola_vez(caso: str, esperado: str) -> None:
    s = respondida()
    mc = manifestacion(date(2026, 12, 1), sube=False, expediente=s.expediente_id)
    with el(date(2026, 12, 10)):
        actions.cerrar_manifestacion(solicitud_id=mc.pk)
    with el(date(2027, 5, 3)):
        with pytest.raises(ProrrogaImposible):
            actions.registrar_prorroga(actor=marta(), solicitud_id=mc.pk, caso="vigencia", motivo="Siguen las obras.")
        actions.registrar_prorroga(actor=marta(), solicitud_id=mc.pk, caso=caso, motivo="Siguen las obras.")
        termino = vigencia.vigencia(s.expediente)
        assert termino is not None and termino.prorrogado and hasta(termino) == esperado
        with pytest.raises(EstadoCambio):
            actions.registrar_prorroga(actor=marta(), solicitud_id=mc.pk, caso=caso, motivo="Siguen las obras.")
    datos = ultimo_evento(mc).datos
    assert (datos["vencia_el"], datos["vence_el"]) == ("2027-06-01", esperado)
    assert [str(d) for d in recalculo.recalcular()] == []


@pytest.mark.req("L-08")
def test_la_manifestacion_tardia_se_envia_y_queda_marcada() -> None:
    s = respondida()
    a_tiempo = manifestacion(date(2026, 12, 22), sube=False, expediente=s.expediente_id)
    assert a_tiempo.fuera_de_vigencia is False
    with el(date(2026, 12, 22)):
        actions.desistir(actor=a_tiempo.solicitante, solicitud_id=a_tiempo.pk)
    tarde = manifestacion(date(2026, 12, 23), sube=False, expediente=s.expediente_id)
    assert tarde.fuera_de_vigencia is True and ultimo_evento(tarde).datos["fuera_de_vigencia"] is True


@pytest.mark.req("L-08")
@pytest.mark.parametrize(("dia", "marcada"), [(date(2027, 5, 24), False), (date(2027, 5, 25), True)])
def test_la_notificacion_tardia_se_envia_y_queda_marcada(dia: date, marcada: bool) -> None:
    s = respondida(manifestacion_necesaria=False)
    assert enviada(NC, dia, expediente=s.expediente_id).fuera_de_vigencia is marcada


@pytest.mark.req("L-08")
def test_otro_documento_no_es_una_manifestacion() -> None:
    s = respondida()
    enviada(MC, LUNES + DIA, expediente=s.expediente_id, clase_documento="otro", nombre_documento="Plano")
    assert vigencia.vigencia(s.expediente) is None


@pytest.mark.req("L-06", "S-07", "D-04")
def test_la_capacidad_permitida_decide_si_la_manifestacion_aumenta() -> None:
    """One that stays within the CIP is nobody's turn; without a CIP, or over it, it may be objected to."""
    casos = {None: True, Decimal(9): False, Decimal("8.999"): True}
    for permitida, aumenta in casos.items():
        s = respondida(capacidad_permitida=permitida, instalar=Decimal(8))
        assert vigencia.necesita_manifestacion(s) is True
        mc = manifestacion(date(2026, 12, 1), sube=True, capacidad_nueva=Decimal(9), expediente=s.expediente_id)
        assert (mc.aumenta_capacidad, ultimo_evento(mc).datos["aumenta"]) == (aumenta, aumenta)
        for una in (mc, s):
            actions.anular(actor=sonia(), solicitud_id=una.pk, comentario="Otra prueba")
