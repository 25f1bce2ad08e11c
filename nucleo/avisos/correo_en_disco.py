"""The mails and SMS of the demonstration: each message is a file under ``settings.CORREOS_EN_DISCO``."""

import os
import re
import secrets
from collections.abc import Sequence
from datetime import UTC, datetime
from email import policy
from email.message import EmailMessage as Leido
from email.parser import BytesParser
from pathlib import Path

from django.conf import settings
from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend

NOMBRE = re.compile(r"\d{8}T\d{12}-[0-9a-f]{8}\.(eml|sms)")
_ARCHIVO, _CARPETA = 0o640, 0o750


class Correo(BaseEmailBackend):
    """Writes ``<UTC time>-<random>.eml``: the names sort by time, and a reader never sees half a file."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        for mensaje in email_messages:
            _guardar(mensaje.message().as_bytes(linesep="\r\n"), "eml")  # type: ignore[call-arg]  # Django's own subclass
        return len(email_messages)


def guardar_sms(celular: str, texto: str, message_id: str) -> None:
    """Writes an SMS as a message of the same shape, so that the same page reads it."""
    mensaje = Leido()
    mensaje["Subject"] = "SMS"
    mensaje["To"] = celular
    mensaje["Date"] = datetime.now(UTC)
    mensaje["Message-ID"] = message_id
    mensaje.set_content(texto)
    _guardar(mensaje.as_bytes(), "sms")


def _guardar(contenido: bytes, extension: str) -> None:
    carpeta = _carpeta()
    carpeta.mkdir(mode=_CARPETA, parents=True, exist_ok=True)
    definitivo = carpeta / f"{datetime.now(UTC):%Y%m%dT%H%M%S%f}-{secrets.token_hex(4)}.{extension}"
    provisional = definitivo.with_suffix(".parcial")
    with open(os.open(provisional, os.O_WRONLY | os.O_CREAT | os.O_EXCL, _ARCHIVO), "wb") as archivo:
        archivo.write(contenido)
        archivo.flush()
        os.fsync(archivo.fileno())
    provisional.rename(definitivo)


def _carpeta() -> Path:
    return Path(settings.CORREOS_EN_DISCO)


def nombres() -> list[str]:
    """The stored messages, newest first."""
    carpeta = _carpeta()
    if not carpeta.is_dir():
        return []
    return sorted((f.name for f in carpeta.iterdir() if NOMBRE.fullmatch(f.name)), reverse=True)


def leer(nombre: str, *, solo_cabeceras: bool = False) -> Leido | None:
    """The message of that name, parsed; None if it is not there or the name is not one of ours."""
    if not NOMBRE.fullmatch(nombre):
        return None
    try:
        contenido = (_carpeta() / nombre).read_bytes()
    except FileNotFoundError:
        return None
    mensaje: Leido = BytesParser(policy=policy.default).parsebytes(contenido, headersonly=solo_cabeceras)
    return mensaje


def parte(mensaje: Leido, tipo: str) -> str:
    """The text of the first part of that subtype (``plain``, ``html``); empty if there is none."""
    cuerpo = mensaje.get_body(preferencelist=(tipo,))
    return str(cuerpo.get_content()) if cuerpo is not None else ""
