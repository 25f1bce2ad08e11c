"""Real services for tests: the portal over HTTP, Redis and a mail server. All on the loopback."""

import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path
from typing import Any
from urllib.error import URLError
from urllib.parse import quote
from urllib.request import urlopen

import pytest

from portal.embebido import cola

RAIZ = Path(__file__).resolve().parent.parent.parent


def puerto_libre() -> int:
    with socket.socket() as enchufe:
        enchufe.bind(("127.0.0.1", 0))
        return int(enchufe.getsockname()[1])


def esperar(condicion: Callable[[], Any], *, segundos: float = 15.0, que: str = "la condición") -> Any:
    """The first true value of ``condicion``; fails by name after ``segundos``."""
    limite = time.monotonic() + segundos
    while time.monotonic() < limite:
        valor = condicion()
        if valor:
            return valor
        time.sleep(0.05)
    raise AssertionError(f"{que} no llegó en {segundos:g} s")


# --- The portal over HTTP --------------------------------------------------------------------------------


@dataclass(frozen=True)
class Servidor:
    """``url`` has no trailing slash."""

    url: str


@pytest.fixture(scope="session")
def _servidor_de_la_sesion() -> Iterator[Servidor]:
    from django.core.servers.basehttp import ThreadedWSGIServer, WSGIRequestHandler

    from portal.wsgi import application

    servidor = ThreadedWSGIServer(("127.0.0.1", 0), WSGIRequestHandler, allow_reuse_address=False)
    servidor.daemon_threads = True
    servidor.block_on_close = False
    servidor.set_app(application)
    hilo = threading.Thread(target=servidor.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    hilo.start()
    yield Servidor(f"http://127.0.0.1:{servidor.server_address[1]}")
    servidor.shutdown()
    servidor.server_close()


@pytest.fixture
def servidor(transactional_db: None, _servidor_de_la_sesion: Servidor, settings: Any) -> Servidor:
    """The portal, WhiteNoise included, in threads of this process: the clock and settings of the test hold there."""
    settings.PORTAL_URL = _servidor_de_la_sesion.url
    return _servidor_de_la_sesion


@pytest.fixture
def servidor_gunicorn(transactional_db: None, tmp_path: Path) -> Iterator[Callable[..., Servidor]]:
    """A function that starts the packaged server (2 processes × 4 threads) on the test's database.

    Its arguments are environment variables. Mail goes to ``PORTAL_DATA``/correos when ``DEMO="1"``.
    """
    procesos: list[subprocess.Popen[bytes]] = []

    def iniciar(*, procesos_web: int = 2, **entorno: str) -> Servidor:
        puerto = puerto_libre()
        url = f"http://127.0.0.1:{puerto}"
        with open(tmp_path / f"gunicorn-{puerto}.log", "wb") as registro:
            proceso = subprocess.Popen(
                [
                    sys.executable,
                    "-m",
                    "gunicorn",
                    "portal.wsgi",
                    "--bind",
                    f"127.0.0.1:{puerto}",
                    "--workers",
                    str(procesos_web),
                    "--threads",
                    "4",
                    "--worker-class",
                    "gthread",
                    "--no-control-socket",
                ],
                cwd=RAIZ,
                env=os.environ | {"PORTAL_URL": url} | entorno,
                stdout=registro,
                stderr=registro,
            )
        procesos.append(proceso)
        esperar(lambda: proceso.poll() is not None or _responde(f"{url}/salud/"), segundos=30, que="gunicorn")
        assert proceso.poll() is None, (tmp_path / f"gunicorn-{puerto}.log").read_text()
        return Servidor(url)

    yield iniciar
    for proceso in procesos:
        proceso.terminate()
    for proceso in procesos:
        proceso.wait(20)


def _responde(url: str) -> bool:
    try:
        with urlopen(url, timeout=2) as respuesta:  # noqa: S310
            return bool(respuesta.status == 200)
    except (URLError, OSError):
        return False


# --- Redis -------------------------------------------------------------------------------------------------


@dataclass
class RedisReal:
    """A private Redis on a Unix socket, to be stopped and frozen by the test."""

    carpeta: Path
    proceso: "subprocess.Popen[bytes] | None" = None

    @property
    def url(self) -> str:
        return f"unix://{quote(str(self.carpeta / cola.SOCKET))}"

    @property
    def entorno(self) -> dict[str, str]:
        """The environment of a worker, a beat or a server that the test starts."""
        return {"REDIS_URL": self.url}

    def iniciar(self) -> None:
        hallado = cola.servidor_redis()
        if hallado is None:
            pytest.skip("no hay redis-server en esta máquina")
        enchufe = self.carpeta / cola.SOCKET
        enchufe.unlink(missing_ok=True)
        self.proceso = subprocess.Popen(
            cola.orden_redis(hallado[0], enchufe, self.carpeta), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        esperar(self.responde, que="Redis")

    def responde(self) -> bool:
        import redis

        try:
            return bool(redis.Redis.from_url(self.url, socket_timeout=1).ping())
        except redis.RedisError:
            return False

    def detener(self) -> None:
        if self.proceso is not None:
            self.reanudar()
            self.proceso.kill()
            self.proceso.wait()
            self.proceso = None

    def pausar(self) -> None:
        """It accepts connections and never answers, until ``reanudar``."""
        assert self.proceso is not None
        self.proceso.send_signal(signal.SIGSTOP)

    def reanudar(self) -> None:
        assert self.proceso is not None
        self.proceso.send_signal(signal.SIGCONT)


@pytest.fixture
def redis_real(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RedisReal]:
    """A running private Redis, with Celery of this process pointed at it."""
    from portal import celery as portal_celery

    # Not tmp_path, whose name carries the test's and may be longer than a socket path allows.
    redis = RedisReal(tmp_path_factory.mktemp("r"))
    redis.iniciar()
    antes = portal_celery.usar(redis.url)
    yield redis
    portal_celery.usar(antes)
    redis.detener()


# --- Mail --------------------------------------------------------------------------------------------------


@dataclass
class CorreoReal:
    """A mail server that keeps what it accepts. ``respuesta`` other than 250 is what it says to every message."""

    puerto: int = 0
    respuesta: str = "250 OK"
    mensajes: list[EmailMessage] = field(default_factory=list)

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:  # noqa: N802 (aiosmtpd's name)
        if self.respuesta.startswith("250"):
            mensaje = message_from_bytes(envelope.content, policy=policy.default)
            assert isinstance(mensaje, EmailMessage)
            mensaje["X-Sobre"] = ", ".join(envelope.rcpt_tos)
            self.mensajes.append(mensaje)
        return self.respuesta


@pytest.fixture
def smtp_real(settings: Any) -> Iterator[CorreoReal]:
    from aiosmtpd.controller import Controller

    correo = CorreoReal(puerto=puerto_libre())
    controlador = Controller(correo, hostname="127.0.0.1", port=correo.puerto)
    controlador.start()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", correo.puerto
    settings.EMAIL_HOST_USER = settings.EMAIL_HOST_PASSWORD = ""
    settings.EMAIL_USE_TLS = settings.EMAIL_USE_SSL = False
    yield correo
    controlador.stop()
