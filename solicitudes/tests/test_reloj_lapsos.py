"""What the clock does alone: at the first minute after the last day, once, and told in business hours."""

from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import pytest

from catalogo.models import Distribuidora, ReglaAutomatica
from nucleo.avisos.despacho import despachar
from nucleo.avisos.models import Aviso, EstadoAviso
from nucleo.bitacora.models import Evento
from pagos import actions as pagos
from solicitudes import actions, emails, lapsos
from solicitudes.estados import Estado
from solicitudes.models import Solicitud
from solicitudes.tests.ayudas_reloj import (
    DIA,
    NC,
    SC,
    SI,
    VIERNES,
    el,
    elena,
    enviada,
    eventos,
    fresca,
    informar_pago,
    manifestacion,
    marta,
    observar,
    responder,
    responder_con_pago,
    solicitar_pago,
    sonia,
)  # fmt: skip
from tests.personas import IGNACIO, crear

pytestmark = pytest.mark.django_db
CORREO = "avisos@distribuidora.ejemplo.cl"


@pytest.fixture(autouse=True)
def con_correo_de_avisos() -> None:
    Distribuidora.objects.filter(prefijo="YN").update(correo_avisos=CORREO)


def observada(dia: date = VIERNES, **datos: Any) -> Solicitud:
    s = enviada(NC, dia, expediente="nuevo", **datos)
    with el(dia):
        return observar(s, {"te4": ""})


def por_validar(dia: date = VIERNES, *, trabada: bool = False, **datos: Any) -> Solicitud:
    s = enviada(SI, dia, **datos)
    with el(dia):
        responder_con_pago(s) if trabada else solicitar_pago(s)
        return informar_pago(s)


def avisos(evento: str) -> Counter[tuple[str, str]]:
    """(key, address) of the messages of the events of that type."""
    numeros = [str(pk) for pk in Evento.objects.filter(tipo=evento).values_list("pk", flat=True)]
    return Counter(Aviso.objects.filter(evento__in=numeros).values_list("clave", "destinatario"))


@pytest.mark.req("L-05", "L-06", "P-06")
def test_nada_vence_antes_de_su_hora_y_todo_en_el_primer_minuto() -> None:
    casos = {
        observada(): (Estado.VENCIDA, "SOLICITUD_VENCIDA"),
        manifestacion(VIERNES, sube=True): (Estado.RESPONDIDO_AUTOMATICO, "MANIFESTACION_CERRADA"),
        manifestacion(VIERNES, sube=False, expediente="nuevo"): (
            Estado.RESPONDIDO_AUTOMATICO, "MANIFESTACION_CERRADA",
        ),
        por_validar(): (Estado.PAGO_VALIDADO, "PAGO_ACEPTADO_POR_PLAZO"),
        por_validar(actor=crear(IGNACIO), trabada=True): (Estado.RESPONDIDO_AUTOMATICO, "PAGO_ACEPTADO_POR_PLAZO"),
    }  # fmt: skip
    # The proofs end on Tuesday 24, the rest on Friday 27.
    vence = {s: fresca(s).vence_el or date.max for s in casos}
    for ultimo in sorted(set(vence.values())):
        de_ese_dia = {s: caso for s, caso in casos.items() if vence[s] == ultimo}
        with el(ultimo, 23, 59, 59):
            assert lapsos.barrer() == 0
        with el(ultimo + DIA, 0):
            assert lapsos.barrer() == len(de_ese_dia)
        for s, (estado, evento) in de_ese_dia.items():
            assert (fresca(s).estado, eventos(s).count(evento)) == (estado, 1)
            hecho = Evento.objects.get(cadena=s.cadena, tipo=evento)
            assert (hecho.actor, hecho.datos["vencia_el"]) == (None, ultimo.isoformat())
    with el(VIERNES + 30 * DIA):
        assert lapsos.barrer() == 0


@pytest.mark.req("L-05")
def test_un_aviso_a_cada_parte_y_solo_en_horario_habil(mailoutbox: list[Any]) -> None:
    """A correction that ends on a Friday lapses on Saturday at 00:00 and is told on Monday at nine."""
    s = observada()
    Aviso.objects.all().delete()
    assert fresca(s).vence_el == date(2026, 11, 27)
    with el(date(2026, 11, 28), 0, 1):
        assert lapsos.barrer() == 1
        assert despachar() == 0
    duena = s.solicitante.email
    assert avisos("SOLICITUD_VENCIDA") == {
        ("solicitud_vencida", duena): 1,
        ("solicitud_vencida_distribuidora", CORREO): 1,
    }
    with el(date(2026, 11, 30), 8, 59, 59):
        assert despachar() == 0
    with el(date(2026, 11, 30), 9):
        assert despachar() == 2
    assert sorted(m.to[0] for m in mailoutbox) == sorted([duena, CORREO])


def test_lo_que_hace_una_persona_se_avisa_en_el_momento() -> None:
    s = enviada(SI, VIERNES)
    Aviso.objects.all().delete()
    with el(date(2026, 11, 28), 3):
        actions.anular(actor=sonia(), solicitud_id=s.pk, comentario="Está duplicada.")
        assert all(aviso.proximo == aviso.creado_en for aviso in Aviso.objects.all()) and Aviso.objects.count() == 2


@pytest.mark.req("L-06", "P-06")
@pytest.mark.parametrize("codigo", ["mc-objecion", "pago-validacion"])
def test_la_sec_apaga_una_regla_automatica_y_la_otra_sigue(codigo: str) -> None:
    mc, pago = manifestacion(VIERNES, sube=True), por_validar()
    ReglaAutomatica.objects.filter(codigo=codigo).update(activa=False)
    with el(VIERNES + 30 * DIA):
        assert lapsos.barrer() == 1
    quieta, movida = (mc, pago) if codigo == "mc-objecion" else (pago, mc)
    assert fresca(quieta).estado == quieta.estado
    assert fresca(movida).estado != movida.estado
    ReglaAutomatica.objects.filter(codigo=codigo).update(activa=True)
    with el(VIERNES + 31 * DIA):
        assert lapsos.barrer() == 1
    assert fresca(quieta).estado != quieta.estado


@pytest.mark.req("L-05")
def test_una_solicitud_rota_no_detiene_a_las_demas(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    rota, sana, mc = observada(), observada(), manifestacion(VIERNES, sube=True)

    avisar = emails.avisar

    def avisar_a_medias(solicitud: Solicitud, evento: Evento) -> None:
        avisar(solicitud, evento)
        if solicitud.pk == rota.pk:
            raise ZeroDivisionError("rota")

    monkeypatch.setattr(emails, "avisar", avisar_a_medias)
    with el(VIERNES + 30 * DIA):
        assert lapsos.barrer() == 2
    assert [fresca(s).estado for s in (rota, sana, mc)] == [
        Estado.OBSERVADA, Estado.VENCIDA, Estado.RESPONDIDO_AUTOMATICO,
    ]  # fmt: skip
    assert "SOLICITUD_VENCIDA" not in eventos(rota), "what it had done is undone"
    assert f"El lapso de la solicitud {rota.pk} no se pudo aplicar" in caplog.text


@pytest.mark.req("P-06")
def test_una_aceptacion_por_cuenta_hasta_que_una_persona_confirma() -> None:
    primera, segunda, de_otra = por_validar(), por_validar(VIERNES + 3 * DIA), por_validar(actor=crear(IGNACIO))
    with el(VIERNES + 20 * DIA):
        assert lapsos.barrer() == 2
        assert [fresca(s).pago_sin_revisar for s in (primera, segunda, de_otra)] == [True, False, True]
        assert fresca(segunda).estado == Estado.PENDIENTE_VALIDACION
        assert lapsos.barrer() == 0
        responder(primera)  # the answer does not settle the proof
        assert lapsos.barrer() == 0
        pagos.confirmar_pago(actor=marta(), solicitud_id=primera.pk)
        assert lapsos.barrer() == 1
    assert fresca(segunda).pago_sin_revisar is True
    assert avisos("PAGO_ACEPTADO_POR_PLAZO")["pago_aceptado_por_plazo", primera.solicitante.email] == 2


@pytest.mark.req("P-06")
def test_lo_que_una_regla_retiene_no_se_prueba_otra_vez_ni_ocupa_el_lugar_de_los_demas(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    retenidas, probadas, tomar = [por_validar() for _ in range(3)], [], lapsos._tomar
    monkeypatch.setattr(lapsos, "_tomar", lambda lapso, pk: (probadas.append(pk), tomar(lapso, pk))[1])
    de_otra = por_validar(VIERNES + 3 * DIA, actor=crear(IGNACIO))
    with el(VIERNES + 20 * DIA):
        assert [lapsos.barrer(limite=1), lapsos.barrer(limite=1), lapsos.barrer(limite=1)] == [1, 1, 0]
    assert fresca(de_otra).pago_sin_revisar is True
    assert sum(fresca(s).pago_sin_revisar for s in retenidas) == 1
    assert probadas == [retenidas[0].pk, de_otra.pk], "the sweep leaves out what P-06 holds back"


def test_solo_vence_solo_un_estado_del_indice() -> None:
    with pytest.raises(ValueError, match="índice"):
        lapsos.registrar(Estado.PENDIENTE_PAGO, actions.vencer)


@pytest.mark.req("P-06")
@pytest.mark.parametrize("fin", ["desistida", "anulada"])
def test_la_aceptacion_de_una_que_ya_no_vale_no_retiene_a_la_cuenta(fin: str) -> None:
    """Nobody can confirm it any more: it would hold the account's other proofs back for good."""
    primera, segunda = por_validar(), por_validar(VIERNES + 3 * DIA)
    with el(VIERNES + 20 * DIA):
        assert lapsos.barrer() == 1
        if fin == "desistida":
            actions.desistir(actor=elena(), solicitud_id=primera.pk)
        else:
            actions.anular(actor=sonia(), solicitud_id=primera.pk, comentario="Se envió por error")
        assert lapsos.barrer() == 1
    assert fresca(segunda).pago_sin_revisar is True


def dias_desde(dia: date, hasta: date) -> Iterator[date]:
    while dia <= hasta:
        yield dia
        dia += timedelta(days=1)


@pytest.mark.req("L-05")
def test_barriendo_cada_dia_ninguna_vence_antes_ni_queda_atras() -> None:
    """A month of filings and sweeps at 00:01 and 23:59: each lapses on the day after its last one."""
    solicitudes = [observada(VIERNES + n * DIA) for n in range(0, 21, 4)]
    vence = {s.pk: s.vence_el for s in solicitudes}
    for dia in dias_desde(VIERNES, VIERNES + 40 * DIA):
        for hora, minuto in ((0, 1), (23, 59)):
            with el(dia, hora, minuto):
                lapsos.barrer()
            for pk, ultimo in vence.items():
                assert ultimo is not None
                assert (Solicitud.objects.get(pk=pk).estado == Estado.VENCIDA) == (dia > ultimo)
    assert Aviso.objects.filter(clave="solicitud_vencida", estado=EstadoAviso.PENDIENTE).count() == len(solicitudes)


def test_una_sc_observada_tambien_vence() -> None:
    s = enviada(SC, VIERNES)
    with el(VIERNES):
        s = observar(s)
    with el(date(2026, 11, 28), 0):
        assert lapsos.barrer() == 1
    assert fresca(s).estado == Estado.VENCIDA
