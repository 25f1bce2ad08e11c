"""Celery: it only hurries what a sweep would do anyway (seguridad.md, Decided 1).

A web request may nudge the queue after its commit, and must not wait for it: one second to connect and to
answer, no retry. Beat nudges every few seconds, so a nudge that is lost costs seconds, not the message.
"""

import logging
import logging.config
import os
import time
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from celery import Celery, Task
from celery.schedules import crontab
from celery.signals import setup_logging
from kombu import Queue

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings")

ESPERA_DEL_CORREDOR = 1.0  # seconds; DISENO and seguridad.md FAU-2 allow a page one second more
_MENSAJE_CADUCA = 60  # a nudge older than this has been repeated many times
_DE_NOCHE_CADUCA = 6 * 60 * 60  # a daily one is not repeated: it waits for workers that are busy


def _de_noche(hora: int, minuto: int) -> dict[str, Any]:
    return {"schedule": crontab(hour=hora, minute=minuto), "options": {"expires": _DE_NOCHE_CADUCA}}


LATIDOS: dict[str, dict[str, Any]] = {
    "avisos.despachar": {"schedule": 5.0},
    "trabajos.ejecutar": {"schedule": 5.0},
    "solicitudes.vencer": {"schedule": 60.0},
    "solicitudes.plegar_totales": {"schedule": 60.0},
    "solicitudes.recordar": {"schedule": 300.0},
    "fiscalizacion.avisar_radar": {"schedule": 300.0},
    "comun.barrer_envios": _de_noche(3, 10),
    "cuentas.barrer": _de_noche(3, 15),
    "trabajos.barrer": _de_noche(3, 20),
    "solicitudes.barrer_borradores": _de_noche(3, 25),
    "pagos.barrer": _de_noche(3, 30),
    "suministros.barrer_cargas": _de_noche(3, 35),
    "suministros.barrer_copias": _de_noche(3, 45),
    "archivos.barrer_huerfanos": _de_noche(3, 40),
    "fiscalizacion.revisar_bitacora": _de_noche(4, 30),
}


def transporte(direccion: str) -> dict[str, Any]:
    """Celery's settings for a ``REDIS_URL``: ``redis://``, ``rediss://``, ``unix://`` or ``filesystem://``."""
    partes = urlsplit(direccion)
    if partes.scheme == "filesystem":
        return {
            "broker_url": "filesystem://localhost",
            "broker_transport_options": _carpetas(Path(unquote(partes.path))),
        }
    opciones = {
        "socket_timeout": ESPERA_DEL_CORREDOR,
        "socket_connect_timeout": ESPERA_DEL_CORREDOR,
        "socket_keepalive": partes.scheme != "unix",
        "retry_on_timeout": False,
        "max_retries": 0,
        "health_check_interval": 10,  # a Redis that fell silent is noticed, and asked again, within this
    }
    if partes.scheme == "unix":
        opciones.pop("socket_keepalive")
        direccion = f"redis+socket://{partes.path}"
    return {"broker_url": direccion, "broker_transport_options": opciones}


def _carpetas(raiz: Path) -> dict[str, str]:
    nombres = {"data_folder_in": "mensajes", "data_folder_out": "mensajes", "control_folder": "control"}
    for nombre in set(nombres.values()):
        (raiz / nombre).mkdir(parents=True, exist_ok=True, mode=0o700)
    return {opcion: str(raiz / nombre) for opcion, nombre in nombres.items()}


class Tarea(Task):
    """Every task of the portal: see docs/adr/0009."""

    Request = "portal.sin_acuse:SinAcuse"


def _crear() -> Celery:
    from django.conf import settings

    aplicacion = Celery("portal", set_as_current=True, task_cls=Tarea)
    aplicacion.set_default()  # requests run in threads, and the current app is per thread
    aplicacion.conf.update(
        **transporte(settings.REDIS_URL),
        task_serializer="json",
        accept_content=["json"],
        result_backend=None,
        task_ignore_result=True,
        task_queues=[Queue("celery", no_ack=True)],  # docs/adr/0009
        task_publish_retry=False,
        broker_connection_timeout=ESPERA_DEL_CORREDOR,
        broker_connection_retry_on_startup=True,
        broker_connection_max_retries=None,  # the worker waits for its broker as long as it takes
        worker_cancel_long_running_tasks_on_connection_loss=False,
        worker_enable_remote_control=False,
        worker_send_task_events=False,
        worker_hijack_root_logger=False,
        event_queue_expires=60,
        timezone=settings.TIME_ZONE,
        beat_schedule={
            nombre: {"task": nombre, "options": {"expires": _MENSAJE_CADUCA}, **cuando}
            for nombre, cuando in LATIDOS.items()
        },
        beat_schedule_filename=str(settings.PORTAL_DATA / "latidos"),
        beat_max_loop_interval=5,
    )
    aplicacion.autodiscover_tasks()
    return aplicacion


app = _crear()


def usar(direccion: str) -> str:
    """Points this process at another broker; returns the address before. For tests."""
    from django.conf import settings

    antes = settings.REDIS_URL
    settings.REDIS_URL = direccion
    app.conf.update(**transporte(direccion))
    if app._pool is not None:
        app._pool.force_close_all()
        app._pool = None
    app.__dict__.pop("amqp", None)
    return str(antes)


class UnaVezPorMinuto(logging.Filter):
    """While the broker is away, beat and worker complain at every nudge: once a minute says as much."""

    def __init__(self) -> None:
        super().__init__()
        self._dicho: dict[str, float] = {}

    def filter(self, record: logging.LogRecord) -> bool:
        if record.name not in {"celery.beat", "celery.worker.consumer.consumer"} or record.levelno < logging.ERROR:
            return True
        ahora = time.monotonic()
        clave = f"{record.name}:{record.lineno}"
        if ahora - self._dicho.get(clave, -60.0) < 60.0:
            return False
        self._dicho[clave] = ahora
        motivo = record.exc_info[1] if record.exc_info else record.getMessage()
        record.msg, record.args = f"La cola no responde: {motivo}", ()
        record.exc_info = record.exc_text = None
        return True


@setup_logging.connect
def _registro(loglevel: int | None = None, **_: Any) -> None:
    from django.conf import settings

    logging.config.dictConfig(settings.LOGGING)
    if loglevel is not None:
        logging.getLogger("celery").setLevel(loglevel)  # --loglevel: at INFO each heartbeat would be a line
    filtro = UnaVezPorMinuto()
    for manejador in logging.getLogger().handlers:
        manejador.addFilter(filtro)
