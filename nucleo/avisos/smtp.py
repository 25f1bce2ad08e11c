"""Django's SMTP backend with a deadline for the whole conversation.

``EMAIL_TIMEOUT`` bounds one silence; a server that drips a byte a second would hold a sender for ever, past the
lease of its row, and the message would leave twice.
"""

import contextlib
import smtplib
import socket
import threading
from typing import Any

from django.core.mail.backends.smtp import EmailBackend

PLAZO = 30.0  # seconds from the connection to the last answer; under reintentos.ARRIENDO


class _ConPlazo:
    """Mixed into ``smtplib.SMTP``: a timer shuts the socket, and whatever waits on it fails at once."""

    sock: socket.socket | None
    _reloj: threading.Timer | None = None

    def _get_socket(self, *argumentos: Any) -> socket.socket:
        abierto: socket.socket = super()._get_socket(*argumentos)  # type: ignore[misc]
        self._reloj = threading.Timer(PLAZO, self._cortar)
        self._reloj.daemon = True
        self._reloj.start()
        return abierto

    def _cortar(self) -> None:
        enchufe = self.sock
        if enchufe is not None:
            with contextlib.suppress(OSError):
                enchufe.shutdown(socket.SHUT_RDWR)

    def close(self) -> None:
        if self._reloj is not None:
            self._reloj.cancel()
        super().close()  # type: ignore[misc]


class _Smtp(_ConPlazo, smtplib.SMTP):
    pass


class _SmtpSsl(_ConPlazo, smtplib.SMTP_SSL):
    pass


class SmtpConPlazo(EmailBackend):
    @property
    def connection_class(self) -> type[smtplib.SMTP]:
        return _SmtpSsl if self.use_ssl else _Smtp
