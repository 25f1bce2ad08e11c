"""FAU-2: the request never waits for the broker, and the broker hears of it when it can (Decided 1)."""

import json
import logging
import socket
import threading
import time
from collections.abc import Iterator
from typing import Any

import pytest
import redis as cliente
from django.db import transaction

from nucleo.avisos import despertador
from nucleo.avisos.actions import encolar
from nucleo.avisos.models import Aviso
from portal.celery import usar
from tests.plugins.servicios import RedisReal, esperar

MEDIDAS = 20
TOPE = 0.2  # seconds for writing and committing one row; FAU-2 allows one more than without a broker


@pytest.fixture(autouse=True)
def despierto(monkeypatch: pytest.MonkeyPatch) -> None:
    """A fresh thread for each test, which does not rest half a minute after a failure."""
    monkeypatch.setattr(despertador, "_por_tarea", {})
    monkeypatch.setattr(despertador, "DESCANSO", 0.05)


@pytest.fixture
def agujero() -> Iterator[str]:
    """A broker that accepts and never answers."""
    with socket.create_server(("127.0.0.1", 0), backlog=128) as enchufe:
        yield f"redis://127.0.0.1:{enchufe.getsockname()[1]}/0"


def _medir() -> float:
    """The slowest of some commits that queue a notice, in seconds."""
    peor = 0.0
    for _ in range(MEDIDAS):
        inicio = time.perf_counter()
        with transaction.atomic():
            encolar(clave="acuse", evento=f"medida:{time.monotonic_ns()}", destinatario="ana@ejemplo.cl", contexto={})
        peor = max(peor, time.perf_counter() - inicio)
        time.sleep(0.01)
    return peor


@pytest.mark.django_db(transaction=True)
def test_fau_2_encolar_no_espera_al_corredor(redis_real: RedisReal, agujero: str) -> None:
    peor = {"en marcha": _medir()}
    redis_real.pausar()
    peor["congelado"] = _medir()
    redis_real.detener()
    peor["detenido"] = _medir()
    antes = usar(agujero)
    try:
        peor["agujero negro"] = _medir()
    finally:
        usar(antes)
    print({caso: f"{segundos * 1000:.1f} ms" for caso, segundos in peor.items()})
    assert max(peor.values()) < TOPE
    assert Aviso.objects.count() == 4 * MEDIDAS


@pytest.mark.django_db(transaction=True)
def test_el_llamado_llega_a_la_cola_sin_datos_de_nadie(redis_real: RedisReal) -> None:
    cola = cliente.Redis.from_url(redis_real.url)
    with transaction.atomic():
        encolar(clave="acuse", evento=1, destinatario="canario@ejemplo.cl", contexto={"rut": "44.444.444-4"})
    crudo = esperar(lambda: cola.lrange("celery", 0, -1), que="el llamado")[0]
    mensaje = json.loads(crudo)
    assert mensaje["headers"]["task"] == "avisos.despachar"
    assert mensaje["content-type"] == "application/json"
    assert mensaje["headers"]["argsrepr"] == "()" and mensaje["headers"]["expires"]
    assert b"canario" not in crudo and b"44.444" not in crudo


@pytest.mark.django_db(transaction=True)
def test_el_llamado_sale_tambien_desde_otro_hilo(redis_real: RedisReal) -> None:
    """A request runs in a thread of gunicorn, where Celery's current app is not ours unless it is the default."""
    cola = cliente.Redis.from_url(redis_real.url)
    hilo = threading.Thread(target=despertador.tocar)
    hilo.start()
    hilo.join()
    esperar(lambda: cola.llen("celery"), que="el llamado")


def test_muchos_toques_son_pocos_llamados(monkeypatch: pytest.MonkeyPatch) -> None:
    llamados: list[float] = []

    def publicar(app: Any, tarea: str) -> bool:
        llamados.append(time.monotonic())
        time.sleep(0.05)
        return True

    monkeypatch.setattr(despertador, "publicar", publicar)
    inicio = time.monotonic()
    for _ in range(1000):
        despertador.tocar()
    assert time.monotonic() - inicio < 0.5
    esperar(lambda: llamados, que="el llamado")
    time.sleep(0.15)
    assert len(llamados) <= 12


def test_publicar_se_rinde_pronto_y_sin_reintentos(
    redis_real: RedisReal, agujero: str, caplog: pytest.LogCaptureFixture
) -> None:
    from portal.celery import app

    assert despertador.publicar(app)
    tiempos = {}
    redis_real.detener()
    antes = usar(agujero)
    try:
        for caso, direccion in (("agujero negro", agujero), ("detenido", redis_real.url)):
            usar(direccion)
            inicio = time.perf_counter()
            with caplog.at_level(logging.WARNING):
                assert not despertador.publicar(app)
            tiempos[caso] = time.perf_counter() - inicio
    finally:
        usar(antes)
    print({caso: f"{segundos:.2f} s" for caso, segundos in tiempos.items()})
    assert max(tiempos.values()) < 5
    assert "lo hará el barrido" in caplog.text


def test_tras_una_falla_descansa(monkeypatch: pytest.MonkeyPatch) -> None:
    llamados: list[int] = []
    monkeypatch.setattr(despertador, "DESCANSO", 60.0)
    monkeypatch.setattr(despertador, "publicar", lambda app, tarea: bool(llamados.append(1)))
    for _ in range(5):
        despertador.tocar()
        time.sleep(0.02)
    assert llamados == [1]
