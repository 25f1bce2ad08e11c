"""FAU-4: a mail server that refuses, stalls, postpones, rejects or hangs up; and its return."""

import time
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from nucleo.avisos import reintentos, smtp, tasks
from nucleo.avisos.despacho import despachar
from nucleo.avisos.models import Aviso, Causa
from nucleo.avisos.tests.servidores import Buzon, Goteo, puerto_libre
from nucleo.comun import reloj

Dejar = Callable[..., Aviso]
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _prisa(settings: Any) -> None:
    settings.EMAIL_TIMEOUT = 1


def _estado(aviso: Aviso) -> tuple[str, str]:
    aviso.refresh_from_db()
    return aviso.estado, aviso.causa


def test_cada_falla_tiene_su_destino_y_los_demas_salen(dejar: Dejar, buzon: Buzon) -> None:
    esperado = {
        "lento": ("pendiente", Causa.CORTE),
        "luego": ("pendiente", Causa.TEMPORAL),
        "nunca": ("muerto", Causa.RECHAZO),
        "nodatos": ("muerto", Causa.RECHAZO),
        "corta": ("pendiente", Causa.CORTE),
        "ana": ("enviado", Causa.NINGUNA),
        "luis": ("enviado", Causa.NINGUNA),
    }
    avisos = {quien: dejar(f"{quien}@ejemplo.cl") for quien in esperado}
    assert despachar() == len(esperado)
    assert {quien: _estado(aviso) for quien, aviso in avisos.items()} == esperado
    assert {"ana@ejemplo.cl", "luis@ejemplo.cl"} <= set(buzon.destinatarios)
    assert "550 5.1.1" in avisos["nunca"].error


def test_cortado_tras_los_datos_se_repite_con_el_mismo_message_id(dejar: Dejar, buzon: Buzon) -> None:
    aviso = dejar("corta@ejemplo.cl")
    despachar()
    with reloj.en(reloj.ahora() + timedelta(minutes=2)):
        despachar()
    assert [mensaje["Message-ID"] for _, mensaje in buzon.recibidos] == [aviso.message_id] * 2


def test_un_servidor_que_gotea_no_retiene_al_remitente(
    dejar: Dejar, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(smtp, "PLAZO", 1.0)
    aviso = dejar()
    with Goteo() as goteo:
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", goteo.puerto
        inicio = time.monotonic()
        despachar()
        duracion = time.monotonic() - inicio
    assert duracion < 3
    assert _estado(aviso) == ("pendiente", Causa.CONEXION)


def test_el_plazo_de_un_envio_cabe_en_el_arriendo(settings: Any) -> None:
    from portal import settings as reales

    assert reales.EMAIL_TIMEOUT <= 10
    assert reintentos.ARRIENDO.total_seconds() > smtp.PLAZO + reales.EMAIL_TIMEOUT


@pytest.mark.parametrize("antes", [timedelta(0), timedelta(hours=9)])
def test_al_volver_el_servidor_todo_sale_en_minutos(
    dejar: Dejar, settings: Any, antes: timedelta, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Refused for as long as it takes the wait to reach hours, then back: the sweep finds out by itself."""
    from nucleo.avisos import camino

    puerto = puerto_libre()
    cerrado = Buzon(puerto)
    cerrado.configurar(settings)
    avisos = [dejar(f"p{n}@ejemplo.cl") for n in range(5)]
    instante = reloj.ahora()
    fin = instante + antes
    while instante <= fin:
        with reloj.en(instante):
            tasks.despachar_avisos()
        instante += timedelta(minutes=30)
    assert {_estado(aviso) for aviso in avisos} == {("pendiente", Causa.CONEXION)}
    monkeypatch.setattr(camino, "_ultimo_sondeo", float("-inf"))  # a minute later
    with Buzon(puerto) as abierto, reloj.en(fin + timedelta(minutes=1)):
        tasks.despachar_avisos()
    assert sorted(abierto.destinatarios) == sorted(aviso.destinatario for aviso in avisos)


def test_no_se_sondea_a_cada_barrido(dejar: Dejar, settings: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    from nucleo.avisos import canales

    Buzon(puerto_libre()).configurar(settings)
    sondeos: list[int] = []
    dejar()
    despachar()
    monkeypatch.setattr(canales, "correo_responde", lambda: bool(sondeos.append(1)))
    for _ in range(10):
        tasks.despachar_avisos()
    assert len(sondeos) == 1


def test_un_envio_logrado_adelanta_lo_que_se_corto(dejar: Dejar, buzon: Buzon) -> None:
    cortado, pospuesto = dejar("corta@ejemplo.cl"), dejar("luego@ejemplo.cl")
    despachar()
    Aviso.objects.filter(pk__in=[cortado.pk, pospuesto.pk]).update(proximo=reloj.ahora() + timedelta(hours=1))
    dejar("ana@ejemplo.cl")
    despachar()  # at once: too soon after their try
    cortado.refresh_from_db()
    assert cortado.proximo > reloj.ahora()
    with reloj.en(reloj.ahora() + timedelta(minutes=2)):
        dejar("luis@ejemplo.cl")
        despachar(1)
        cortado.refresh_from_db()
        pospuesto.refresh_from_db()
        assert cortado.proximo <= reloj.ahora() < pospuesto.proximo


def test_una_clave_de_correo_equivocada_no_mata_los_avisos(dejar: Dejar, settings: Any, buzon: Buzon) -> None:
    settings.EMAIL_HOST_USER, settings.EMAIL_HOST_PASSWORD = "portal", "equivocada"
    aviso = dejar()
    despachar()
    assert _estado(aviso) == ("pendiente", Causa.CONEXION)
