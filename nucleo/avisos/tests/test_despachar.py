"""Claim with a lease, write at the moment of sending, finish only one's own try."""

import threading
from collections import Counter
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.core.mail import EmailMessage
from django.db import connection, transaction

from nucleo.avisos import canales, reintentos
from nucleo.avisos.despacho import NO_SE_GUARDA, _reclamar, _terminar, despachar
from nucleo.avisos.models import Aviso, Causa, EstadoAviso
from nucleo.avisos.redactores import Redactado, Redactor, registrar
from nucleo.comun import reloj

Dejar = Callable[..., Aviso]
Poner = Callable[[Redactor], None]
pytestmark = pytest.mark.django_db


def test_envia_y_guarda_lo_enviado(dejar: Dejar, mailoutbox: list[EmailMessage]) -> None:
    aviso = dejar(contexto={"n": "Ana"})
    assert despachar() == 1
    aviso.refresh_from_db()
    assert (aviso.estado, aviso.intentos, aviso.asunto, aviso.texto) == ("enviado", 1, "LA1: prueba", "Hola Ana")
    assert aviso.enviado_en is not None
    assert mailoutbox[0].to == ["ana@ejemplo.cl"]
    assert mailoutbox[0].message()["Message-ID"] == aviso.message_id
    assert mailoutbox[0].message()["Auto-Submitted"] == "auto-generated"
    assert despachar() == 0


def test_el_limite_y_el_orden(dejar: Dejar, mailoutbox: list[EmailMessage]) -> None:
    for n in range(5):
        dejar(f"p{n}@ejemplo.cl")
    assert despachar(3) == 3
    assert [m.to[0] for m in mailoutbox] == ["p0@ejemplo.cl", "p1@ejemplo.cl", "p2@ejemplo.cl"]


def test_lo_que_lleva_un_codigo_no_queda_escrito(dejar: Dejar, redactor: Poner, mailoutbox: list[Any]) -> None:
    redactor(lambda aviso: Redactado("Activa tu cuenta", "Tu código es 123456", reservado=True))
    aviso = dejar()
    despachar()
    aviso.refresh_from_db()
    assert "123456" in mailoutbox[0].body and aviso.texto == NO_SE_GUARDA


def test_el_redactor_puede_decir_que_ya_no(dejar: Dejar, redactor: Poner, mailoutbox: list[Any]) -> None:
    redactor(lambda aviso: None)
    aviso = dejar()
    assert despachar() == 1
    aviso.refresh_from_db()
    assert aviso.estado == EstadoAviso.DESCARTADO and mailoutbox == []


def test_una_clave_tiene_un_redactor() -> None:
    registrar("una", despachar)  # type: ignore[arg-type]
    registrar("una", despachar)  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="ya tiene redactor"):
        registrar("una", canales.enviar)  # type: ignore[arg-type]


def test_sin_redactor_muere_al_tiro(dejar: Dejar) -> None:
    aviso = dejar(clave="nadie-la-escribe")
    despachar()
    aviso.refresh_from_db()
    assert (aviso.estado, aviso.intentos, aviso.causa) == ("muerto", 1, Causa.MENSAJE)


def test_una_fila_envenenada_no_detiene_a_las_demas(dejar: Dejar, redactor: Poner, mailoutbox: list[Any]) -> None:
    def escribir(aviso: Aviso) -> Redactado:
        if aviso.contexto.get("veneno"):
            raise KeyError("44.444.444-4")
        return Redactado("LA1: bien", "texto")

    redactor(escribir)
    malo = dejar(contexto={"veneno": True})
    for n in range(3):
        dejar(f"p{n}@ejemplo.cl")
    assert despachar() == 4
    assert len(mailoutbox) == 3
    malo.refresh_from_db()
    assert malo.estado == EstadoAviso.PENDIENTE and malo.error.startswith("KeyError en escribir:")


def test_los_datos_de_un_error_no_llegan_a_los_registros(
    dejar: Dejar, redactor: Poner, caplog: pytest.LogCaptureFixture
) -> None:
    def escribir(aviso: Aviso) -> Redactado:
        raise KeyError(aviso.destinatario)

    redactor(escribir)
    dejar("canario@ejemplo.cl")
    despachar()
    assert "Aviso" in caplog.text and "canario" not in caplog.text


def test_el_canal_del_portal_no_envia_nada(dejar: Dejar, mailoutbox: list[Any]) -> None:
    aviso = dejar("17", canal="portal", contexto={"n": "Ana"})
    despachar()
    aviso.refresh_from_db()
    assert (aviso.estado, aviso.texto, mailoutbox) == ("enviado", "Hola Ana", [])


def test_un_sms_que_perdio_su_servicio_queda_a_la_vista(dejar: Dejar, settings: Any) -> None:
    settings.SMS_URL = "disco://"
    aviso = dejar("+56911111111", canal="sms")
    settings.SMS_URL = ""
    despachar()
    aviso.refresh_from_db()
    assert aviso.estado == EstadoAviso.MUERTO and "SMS" in aviso.error


# --- Tries -------------------------------------------------------------------------------------------------


def test_las_esperas_crecen_y_al_octavo_intento_muere(dejar: Dejar, monkeypatch: pytest.MonkeyPatch) -> None:
    def fallar(aviso: Aviso, redactado: Redactado) -> None:
        raise canales.FallaDeEnvio(Causa.TEMPORAL, "451 luego")

    monkeypatch.setattr(canales, "enviar", fallar)
    aviso = dejar()
    esperas = []
    instante = reloj.ahora()
    for _ in range(reintentos.INTENTOS - 1):
        with reloj.en(instante):
            assert despachar() == 1 and despachar() == 0
        aviso.refresh_from_db()
        assert aviso.estado == EstadoAviso.PENDIENTE
        esperas.append((aviso.proximo - instante).total_seconds() / 60)
        instante = aviso.proximo
    for espera, minutos in zip(esperas, (1, 5, 15, 60, 240, 720, 720), strict=True):
        assert minutos <= espera <= minutos * 1.2
    with reloj.en(instante):
        despachar()
    aviso.refresh_from_db()
    assert (aviso.estado, aviso.intentos) == ("muerto", 8)


def test_la_espera_varia_de_un_aviso_a_otro() -> None:
    instante = reloj.ahora()
    assert len({reintentos.proximo(3, Causa.TEMPORAL, instante) for _ in range(20)}) > 10


# --- Leases ------------------------------------------------------------------------------------------------


def test_lo_reclamado_vuelve_al_acabar_el_arriendo(dejar: Dejar, mailoutbox: list[Any]) -> None:
    aviso = dejar()
    instante = reloj.ahora()
    with reloj.en(instante):
        assert _reclamar() is not None
    with reloj.en(instante + reintentos.ARRIENDO - timedelta(seconds=1)):
        assert despachar() == 0
    with reloj.en(instante + reintentos.ARRIENDO + timedelta(seconds=1)):
        assert despachar() == 1
    aviso.refresh_from_db()
    assert (aviso.estado, aviso.intentos, len(mailoutbox)) == ("enviado", 2, 1)


def test_quien_perdio_el_arriendo_no_termina_el_intento_de_otro(dejar: Dejar) -> None:
    aviso = dejar()
    instante = reloj.ahora()
    with reloj.en(instante):
        lento = _reclamar()
    with reloj.en(instante + timedelta(minutes=2)):
        despachar()
    assert lento is not None
    _terminar(lento, estado=EstadoAviso.MUERTO, error="llegué tarde")
    aviso.refresh_from_db()
    assert (aviso.estado, aviso.error) == ("enviado", "")


def test_lo_que_mata_a_su_remitente_no_lo_hace_para_siempre(dejar: Dejar, mailoutbox: list[Any]) -> None:
    aviso = dejar()
    instante = reloj.ahora()
    for vez in range(reintentos.INTENTOS):
        with reloj.en(instante + timedelta(minutes=2 * vez)):
            assert _reclamar() is not None  # and dies here
    with reloj.en(instante + timedelta(hours=1)):
        despachar()
    aviso.refresh_from_db()
    assert aviso.estado == EstadoAviso.MUERTO and mailoutbox == []


@pytest.mark.django_db(transaction=True)
def test_no_se_envia_dentro_de_una_transaccion(dejar: Dejar) -> None:
    dejar()
    with transaction.atomic(), pytest.raises(RuntimeError, match="durable"):
        despachar()


@pytest.mark.django_db(transaction=True)
def test_durante_el_envio_no_hay_transaccion_abierta(dejar: Dejar, monkeypatch: pytest.MonkeyPatch) -> None:
    dentro: list[bool] = []
    monkeypatch.setattr(canales, "enviar", lambda aviso, redactado: dentro.append(connection.in_atomic_block))
    dejar()
    despachar()
    assert dentro == [False]


@pytest.mark.django_db(transaction=True)
def test_con_7_varios_remitentes_envian_cada_aviso_una_vez(dejar: Dejar, monkeypatch: pytest.MonkeyPatch) -> None:
    enviados: list[int] = []
    monkeypatch.setattr(canales, "enviar", lambda aviso, redactado: enviados.append(aviso.pk))
    esperados = [dejar(f"p{n}@ejemplo.cl").pk for n in range(60)]
    salida = threading.Barrier(4)

    def remitente() -> None:
        try:
            salida.wait()
            while despachar(1):
                pass
        finally:
            connection.close()

    hilos = [threading.Thread(target=remitente) for _ in range(4)]
    for hilo in hilos:
        hilo.start()
    for hilo in hilos:
        hilo.join()
    assert Counter(enviados) == Counter(esperados)
    assert set(Aviso.objects.values_list("estado", "intentos")) == {("enviado", 1)}


def test_reclamar_no_recorre_lo_enviado() -> None:
    """A million sent rows cost nothing: the claim reads only the partial index of what is to be sent."""
    enviados = [
        Aviso(evento=str(n), clave="vieja", destinatario="x@y.cl", estado="enviado", enviado_en=reloj.ahora())
        for n in range(3000)
    ]
    Aviso.objects.bulk_create(enviados)
    with connection.cursor() as cursor:
        cursor.execute(
            "EXPLAIN SELECT id FROM avisos_aviso WHERE estado IN ('pendiente', 'enviando') AND proximo <= now()"
            " ORDER BY proximo, id FOR UPDATE SKIP LOCKED LIMIT 1"
        )
        plan = "\n".join(fila[0] for fila in cursor.fetchall())
    assert "aviso_por_enviar" in plan and "Sort" not in plan
