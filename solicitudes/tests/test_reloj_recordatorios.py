"""Reminders: 3, 1 and 0 hábil days before and once late, to who owes it, in business hours, never twice."""

import time
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from catalogo.models import Distribuidora
from catalogo.plazos import habiles_entre
from nucleo.avisos.despacho import despachar
from nucleo.avisos.models import Aviso
from nucleo.comun.reloj import CHILE, en
from solicitudes import actions, lapsos, recordatorios
from solicitudes.models import Obligacion, ResultadoConexion, Solicitud
from solicitudes.tests.ayudas_reloj import (
    DIA,
    NC,
    SC,
    SI,
    VIERNES,
    chile,
    el,
    elena,
    enviada,
    manifestacion,
    marta,
    observar,
    responder,
    responder_con_pago,
    solicitar_pago,
)  # fmt: skip

pytestmark = pytest.mark.django_db
CORREO = "avisos@distribuidora.ejemplo.cl"
AL_SOLICITANTE, A_LA_DISTRIBUIDORA, ATRASO = (
    "recordatorio_solicitante", "recordatorio_distribuidora", "recordatorio_atraso",
)  # fmt: skip


@pytest.fixture(autouse=True)
def con_correo_de_avisos() -> None:
    Distribuidora.objects.filter(prefijo="YN").update(correo_avisos=CORREO)


def recordados() -> list[tuple[str, str, str, str]]:
    """(key, to whom, day in Chile, moment) of each reminder, in order."""
    filas = Aviso.objects.filter(clave__startswith="recordatorio").order_by("pk")
    return [
        (a.clave, a.destinatario, a.proximo.astimezone(CHILE).date().isoformat(), a.evento.rpartition(":")[2])
        for a in filas
    ]


def pasar_los_dias(desde: date, cuantos: int) -> None:
    """Sweeps every three hours, night and weekend included."""
    for hora in range(0, cuantos * 24, 3):
        with en(chile(desde) + timedelta(hours=hora)):
            recordatorios.recordar()


@pytest.mark.req("L-04")
def test_tres_uno_y_cero_dias_habiles_antes_y_una_vez_atrasada() -> None:
    """Ends on Friday 4 Dec: Tuesday 1, Thursday 3, Friday 4, and late on Monday 7."""
    enviada(SI, VIERNES)
    pasar_los_dias(VIERNES, 40)
    assert recordados() == [
        (A_LA_DISTRIBUIDORA, CORREO, "2026-12-01", "faltan-3"),
        (A_LA_DISTRIBUIDORA, CORREO, "2026-12-03", "faltan-1"),
        (A_LA_DISTRIBUIDORA, CORREO, "2026-12-04", "faltan-0"),
        (ATRASO, CORREO, "2026-12-07", "atraso"),
    ]


@pytest.mark.req("L-05")
def test_la_correccion_se_recuerda_al_solicitante_y_su_lapso_no_se_recuerda() -> None:
    """Ends on Friday 27; nobody reminds the distributor of its right to observe."""
    s = enviada(NC, VIERNES)
    with el(VIERNES):
        observar(s, {"te4": ""})
    pasar_los_dias(VIERNES, 20)
    assert recordados() == [
        (AL_SOLICITANTE, s.solicitante.email, "2026-11-24", "faltan-3"),
        (AL_SOLICITANTE, s.solicitante.email, "2026-11-26", "faltan-1"),
        (AL_SOLICITANTE, s.solicitante.email, "2026-11-27", "faltan-0"),
    ]


@pytest.mark.req("L-06")
def test_la_objecion_se_recuerda_solo_si_sube_la_capacidad() -> None:
    manifestacion(VIERNES, sube=False)
    pasar_los_dias(VIERNES, 10)
    assert recordados() == []
    manifestacion(VIERNES, sube=True, expediente="nuevo")
    pasar_los_dias(VIERNES, 20)
    assert [fila[2:] for fila in recordados()] == [
        ("2026-11-24", "faltan-3"), ("2026-11-26", "faltan-1"), ("2026-11-27", "faltan-0"),
    ]  # fmt: skip
    assert {fila[:2] for fila in recordados()} == {(A_LA_DISTRIBUIDORA, CORREO)}


@pytest.mark.req("L-09", "L-11")
def test_lo_trabado_no_se_recuerda_y_lo_que_espera_el_pago_si() -> None:
    """The distributor's days go on while a payment waits (L-09), and end with a locked answer."""
    trabada, sin_responder = enviada(SC, VIERNES), enviada(SI, VIERNES)
    with el(VIERNES):
        responder_con_pago(trabada)
        solicitar_pago(sin_responder)
    pasar_los_dias(VIERNES, 16)
    assert {fila[2:] for fila in recordados()} == {
        ("2026-12-01", "faltan-3"), ("2026-12-03", "faltan-1"), ("2026-12-04", "faltan-0"),
    }  # fmt: skip
    assert len(recordados()) == 3
    assert Obligacion.objects.filter(solicitud=trabada, termina_en=None).count() == 0


@pytest.mark.req("L-04", "L-11")
def test_el_complemento_y_la_conexion_tambien_se_recuerdan() -> None:
    si, nc = enviada(SI, VIERNES), enviada(NC, VIERNES)
    with el(VIERNES):
        responder(si)
        responder(nc, conexion_acordada_en=chile(VIERNES))
        actions.pedir_complemento(actor=elena(), solicitud_id=si.pk, motivo="Falta el plano.")
    pasar_los_dias(VIERNES, 8)
    assert [fila[2:] for fila in recordados()] == [
        ("2026-11-24", "faltan-3"), ("2026-11-26", "faltan-1"), ("2026-11-27", "faltan-0"),
    ]  # fmt: skip
    with el(VIERNES + 10 * DIA):
        actions.registrar_conexion(
            actor=marta(), solicitud_id=nc.pk, resultado=ResultadoConexion.CONECTADA, fecha=VIERNES + 10 * DIA
        )
    pasar_los_dias(VIERNES + 8 * DIA, 20)
    assert [fila[3] for fila in recordados()][3:] == ["atraso"], "the complement is late; the connection was made"


@pytest.mark.parametrize(
    ("dia", "hora", "minuto", "cuantos"),
    [
        (date(2026, 12, 1), 8, 59, 0), (date(2026, 12, 1), 9, 0, 1), (date(2026, 12, 1), 17, 59, 1),
        (date(2026, 12, 1), 18, 0, 0), (date(2026, 12, 2), 12, 0, 0), (date(2026, 12, 5), 12, 0, 0),
        (date(2026, 12, 8), 12, 0, 0), (date(2026, 12, 7), 12, 0, 1),
    ],
)  # fmt: skip
def test_solo_en_horario_habil(dia: date, hora: int, minuto: int, cuantos: int) -> None:
    enviada(SI, VIERNES)
    Obligacion.objects.filter(termina_en=None).update(vence_el=date(2026, 12, 4))
    with el(dia, hora, minuto):
        assert recordatorios.recordar() == cuantos
        assert recordatorios.recordar() == 0, "never twice"


def test_un_servidor_apagado_por_semanas_no_recuerda_lo_viejo() -> None:
    enviada(SI, VIERNES)
    with el(date(2026, 12, 21)):
        assert recordatorios.recordar() == 0
    with el(date(2026, 12, 18)):
        assert recordatorios.recordar() == 1


def test_lo_que_se_hizo_entre_la_cola_y_el_correo_no_se_recuerda(mailoutbox: list[Any]) -> None:
    s = enviada(SI, VIERNES)
    Aviso.objects.all().delete()
    with el(date(2026, 12, 1)):
        assert recordatorios.recordar() == 1
        responder(s)
        despachar()
    assert Aviso.objects.get(clave=A_LA_DISTRIBUIDORA).estado == "descartado"
    assert not [m for m in mailoutbox if CORREO in m.to]


@pytest.mark.parametrize("parte", ["distribuidora", "solicitante"])
def test_si_la_direccion_cambio_va_a_la_nueva_y_a_la_vieja_no(parte: str, mailoutbox: list[Any]) -> None:
    s = enviada(NC, VIERNES)
    if parte == "solicitante":
        with el(VIERNES):
            observar(s, {"te4": ""})
    Aviso.objects.all().delete()
    with el(date(2026, 11, 26)):
        assert recordatorios.recordar() == 1
        if parte == "solicitante":
            elena().__class__.objects.filter(pk=elena().pk).update(email="nueva@ejemplo.cl")
        else:
            Distribuidora.objects.filter(prefijo="YN").update(correo_avisos="nueva@ejemplo.cl")
        assert recordatorios.recordar() == 1
        despachar()
    assert [m.to for m in mailoutbox] == [["nueva@ejemplo.cl"]]
    assert "viernes 27-11-2026" in mailoutbox[0].body


def test_una_cuenta_desactivada_no_recibe_recordatorios(mailoutbox: list[Any]) -> None:
    s = enviada(NC, VIERNES)
    with el(VIERNES):
        observar(s, {"te4": ""})
    Aviso.objects.all().delete()
    with el(date(2026, 11, 26)):
        recordatorios.recordar()
        elena().__class__.objects.filter(pk=s.solicitante_id).update(estado="desactivada")
        despachar()
    assert mailoutbox == []


def test_nada_que_hacer_nadie_a_quien_recordar() -> None:
    with el(VIERNES):
        assert recordatorios.recordar() == lapsos.barrer() == 0
    Distribuidora.objects.filter(prefijo="YN").update(correo_avisos="")
    enviada(SI, VIERNES)
    with el(date(2026, 12, 1)):
        assert recordatorios.recordar() == 0


def copiar(s: Solicitud, veces: int) -> None:
    """The request and its running obligation ``veces`` times more, ending on each of the next days in turn."""
    for tabla, cambios in (
        ("solicitudes_solicitud", {"id": "id + 1000 + n", "folio": "'YN' || (1000 + n)", "folio_numero": "1000 + n"}),
        ("solicitudes_obligacion", {
            "id": "id + n", "solicitud_id": "solicitud_id + 1000 + n", "vence_el": "recibida_el + (n %% 28)::int"}),
    ):  # fmt: skip
        with connection.cursor() as cursor:
            campos = [d.name for d in connection.introspection.get_table_description(cursor, tabla)]
            valores = ", ".join(cambios.get(campo, campo) for campo in campos)
            cursor.execute(
                f"INSERT INTO {tabla} ({', '.join(campos)}) OVERRIDING SYSTEM VALUE SELECT {valores}"
                f" FROM {tabla}, generate_series(1, %s) AS n",
                [veces],
            )
            cursor.execute(f"ANALYZE {tabla}")  # a plan made for an empty table takes minutes over this one


def test_veinte_mil_plazos_en_curso_se_recorren_con_pocas_consultas(capsys: pytest.CaptureFixture[str]) -> None:
    total = 20_000
    copiar(enviada(SI, VIERNES), total - 1)
    assert Obligacion.objects.filter(termina_en=None).count() == total
    with el(date(2026, 12, 1)):
        dias = recordatorios.calendario()
        hoy = date(2026, 12, 1)
        esperados = sum(
            (habiles_entre(hoy, vence, dias) in (0, 1, 3)) if vence >= hoy else habiles_entre(vence, hoy, dias) > 0
            for vence in Obligacion.objects.filter(vence_el__gte=hoy - 14 * DIA).values_list("vence_el", flat=True)
        )
        tandas = -(-esperados // recordatorios.TANDA)
        medidas = []
        for nuevos in (esperados, 0):
            with CaptureQueriesContext(connection) as consultas:
                antes = time.perf_counter()
                assert recordatorios.recordar() == nuevos
                medidas.append((len(consultas), time.perf_counter() - antes))
    with capsys.disabled():
        print(f"\n{total} plazos, {esperados} recordatorios: {medidas}")
    # Per batch: savepoint and its release, what is queued, the insert, the count.
    assert medidas[0][0] <= 2 + 5 * (tandas + 1)
    assert medidas[1][0] <= 2 + 3 * (tandas + 1)
