"""Mail servers on the loopback that fail on purpose."""

import asyncio
import socket
import threading
import time
from email import message_from_bytes, policy
from email.message import Message
from types import TracebackType
from typing import Any

from aiosmtpd.controller import Controller

LOCAL = "127.0.0.1"


def puerto_libre() -> int:
    with socket.socket() as enchufe:
        enchufe.bind((LOCAL, 0))
        return int(enchufe.getsockname()[1])


class Buzon:
    """Keeps what it accepts, in order, as (recipient, message).

    By the part before the @: ``lento`` never answers, ``luego`` 451, ``nunca`` 550, ``corta`` drops after DATA,
    ``nodatos`` 554 after DATA; ``espera`` in seconds before each acceptance.
    """

    def __init__(self, puerto: int | None = None, espera: float = 0.0) -> None:
        self.puerto = puerto or puerto_libre()
        self.espera = espera
        self.recibidos: list[tuple[str, Message]] = []
        self._controlador = Controller(self, hostname=LOCAL, port=self.puerto)

    def __enter__(self) -> "Buzon":
        self._controlador.start()
        return self

    def __exit__(self, tipo: type | None, error: BaseException | None, traza: TracebackType | None) -> None:
        self._controlador.stop(no_assert=True)

    def configurar(self, settings: Any) -> None:
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = LOCAL, self.puerto
        settings.EMAIL_HOST_USER = settings.EMAIL_HOST_PASSWORD = ""
        settings.EMAIL_USE_TLS = settings.EMAIL_USE_SSL = False

    @property
    def destinatarios(self) -> list[str]:
        return [destinatario for destinatario, _ in self.recibidos]

    async def handle_RCPT(self, server: Any, session: Any, envelope: Any, address: str, rcpt_options: list[str]) -> str:
        quien = address.partition("@")[0]
        if quien == "lento":
            await asyncio.sleep(30)
        if quien == "luego":
            return "451 4.7.1 Vuelve en un rato"
        if quien == "nunca":
            return f"550 5.1.1 <{address}> no existe"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:
        quien = envelope.rcpt_tos[0].partition("@")[0]
        if quien == "nodatos":
            return "554 5.7.1 Contenido rechazado"
        await asyncio.sleep(self.espera)
        mensaje = message_from_bytes(envelope.content, policy=policy.default)
        self.recibidos += [(destinatario, mensaje) for destinatario in envelope.rcpt_tos]
        if quien == "corta":
            server.transport.abort()
        return "250 OK"


class Goteo:
    """Greets for ever, one line at a time, so that no single silence is long."""

    def __init__(self) -> None:
        self._enchufe = socket.create_server((LOCAL, 0))
        self.puerto = int(self._enchufe.getsockname()[1])
        self._hilo = threading.Thread(target=self._atender, daemon=True)

    def __enter__(self) -> "Goteo":
        self._hilo.start()
        return self

    def __exit__(self, tipo: type | None, error: BaseException | None, traza: TracebackType | None) -> None:
        self._enchufe.close()

    def _atender(self) -> None:
        conexion, _ = self._enchufe.accept()
        with conexion:
            try:
                while True:
                    conexion.sendall(b"220-Un momento\r\n")
                    time.sleep(0.1)
            except OSError:
                return
