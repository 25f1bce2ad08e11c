"""The queue only hurries: a dead or silent broker costs a request one second, and work resumes by itself."""

import json
import logging
import subprocess
import sys
import time
from pathlib import Path

import pytest
from kombu.exceptions import OperationalError

from portal import celery
from portal.tests.ayudas import PRODUCCION, RAIZ, correr
from tests.plugins.servicios import esperar


def test_only_json_travels_and_nothing_is_kept() -> None:
    conf = celery.app.conf
    assert conf.accept_content == ["json"]
    assert conf.task_serializer == "json"
    assert conf.result_backend is None
    assert [cola.no_ack for cola in conf.task_queues] == [True]
    assert celery.app.Task.Request == "portal.sin_acuse:SinAcuse"
    assert conf.task_publish_retry is False


def test_a_nudge_expires_before_the_next_of_its_kind_and_a_daily_one_waits_for_busy_workers() -> None:
    caducan = {nombre: latido["options"]["expires"] for nombre, latido in celery.app.conf.beat_schedule.items()}
    diarias = {nombre for nombre, latido in celery.LATIDOS.items() if not isinstance(latido["schedule"], float)}
    assert {caducan[nombre] for nombre in diarias} == {6 * 60 * 60}
    assert {caducan[nombre] for nombre in set(caducan) - diarias} == {60}


def test_every_heartbeat_names_a_task_that_exists() -> None:
    celery.app.loader.import_default_modules()
    assert set(celery.LATIDOS) <= set(celery.app.tasks)


@pytest.mark.parametrize(
    ("direccion", "url"),
    [
        ("redis://:clave@cola:6379/2", "redis://:clave@cola:6379/2"),
        ("rediss://cola:6380/0", "rediss://cola:6380/0"),
        ("unix:///tmp/x%20y/redis.sock", "redis+socket:///tmp/x%20y/redis.sock"),
    ],
)
def test_every_redis_waits_one_second_at_most(direccion: str, url: str) -> None:
    ajustes = celery.transporte(direccion)
    assert ajustes["broker_url"] == url
    opciones = ajustes["broker_transport_options"]
    assert opciones["socket_timeout"] == opciones["socket_connect_timeout"] == 1.0


def test_without_redis_the_messages_are_files(tmp_path: Path) -> None:
    ajustes = celery.transporte(f"filesystem://{tmp_path}/cola")
    assert ajustes["broker_url"].startswith("filesystem://")
    assert (tmp_path / "cola" / "mensajes").is_dir()
    antes = celery.usar(f"filesystem://{tmp_path}/cola")
    try:
        celery.app.send_task("avisos.despachar")
    finally:
        celery.usar(antes)
    (mensaje,) = (tmp_path / "cola" / "mensajes").iterdir()
    assert json.loads(mensaje.read_text())["headers"]["task"] == "avisos.despachar"


def _publicar() -> float:
    inicio = time.monotonic()
    with pytest.raises((OperationalError, OSError)):
        celery.app.send_task("avisos.despachar")
    return time.monotonic() - inicio


def test_a_stopped_redis_refuses_at_once(redis_real) -> None:
    celery.app.send_task("avisos.despachar")
    redis_real.detener()
    assert _publicar() < 1


@pytest.mark.parametrize("con_conexion", [True, False], ids=["open connection", "new connection"])
def test_a_redis_that_never_answers_costs_about_a_second(redis_real, con_conexion: bool) -> None:
    if con_conexion:
        celery.app.send_task("avisos.despachar")
    redis_real.pausar()
    assert _publicar() < 1.5


def test_a_web_process_nudges_the_portal_s_broker() -> None:
    orden = "import django; django.setup(); from celery import current_app; print(current_app.conf.broker_url)"
    hecho = correr("-c", orden, entorno=PRODUCCION)
    assert hecho.stdout.strip() == PRODUCCION["REDIS_URL"]


def test_a_dead_broker_is_told_once_a_minute_and_in_one_line() -> None:
    filtro = celery.UnaVezPorMinuto()

    def linea(nombre: str) -> logging.LogRecord:
        return logging.LogRecord(nombre, logging.ERROR, __file__, 7, "Message Error: %s", ("larga\ntraza",), None)

    assert filtro.filter(linea("celery.beat"))
    assert not filtro.filter(linea("celery.beat"))
    assert filtro.filter(linea("celery.worker.consumer.consumer"))
    assert filtro.filter(linea("nucleo.avisos"))


@pytest.mark.fallas
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("falla", ["detener", "pausar"])
def test_worker_and_beat_come_back_within_a_minute(redis_real, tmp_path: Path, falla: str) -> None:
    """FAU-2: work resumes within 60 s of the broker's return, by itself, and the log stays short."""
    import os

    registro = tmp_path / "celery.log"
    orden = [sys.executable, "-m", "celery", "-A", "portal.celery:app"]
    variables = os.environ | redis_real.entorno | {"PORTAL_DATA": str(tmp_path)}
    with open(registro, "wb") as salida:
        procesos = [
            subprocess.Popen([*orden, *resto], cwd=RAIZ, env=variables, stdout=salida, stderr=salida)
            for resto in (
                ["worker", "--concurrency", "1", "--loglevel", "INFO", "--without-gossip", "--without-mingle"],
                ["beat", "--loglevel", "WARNING", "--pidfile="],
            )
        ]

    def hechas() -> int:
        return registro.read_text().count("succeeded in")

    try:
        esperar(lambda: hechas() >= 2, segundos=40, que="el primer latido")
        getattr(redis_real, falla)()
        time.sleep(30)
        antes, desde = hechas(), time.monotonic()
        largo = registro.stat().st_size
        if falla == "detener":
            redis_real.iniciar()
        else:
            redis_real.reanudar()
        esperar(lambda: hechas() > antes, segundos=60, que="un latido tras la vuelta de Redis")
        print(f"{falla}: {time.monotonic() - desde:.1f} s hasta el primer latido")
        assert largo < 30_000, registro.read_text()[-3000:]
    finally:
        for proceso in procesos:
            proceso.terminate()
        for proceso in procesos:
            try:
                proceso.wait(15)
            except subprocess.TimeoutExpired:
                proceso.kill()
