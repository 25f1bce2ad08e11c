"""ClamAV by its own protocol (INSTREAM over TCP), when ``settings.CLAMAV_HOST`` names one (UP-9).

A file that could not be scanned is not taken: no answer, an error or a late answer are all "not scanned".
"""

import logging
import socket
import struct
import time
from pathlib import Path

from django.conf import settings

from nucleo.archivos.mensajes import rechazo

registro = logging.getLogger(__name__)
PUERTO = 3310
_TROZO = 64 * 1024


class _SinRespuesta(Exception):
    pass


def exigir_limpio(ruta: Path, *, nombre: str) -> None:
    """Raises ``ArchivoRechazado`` (``virus`` or ``sin-revisar``). Without a scanner configured it does nothing."""
    if not settings.CLAMAV_HOST:
        return
    try:
        respuesta = _preguntar(ruta)
    except (OSError, _SinRespuesta) as error:
        registro.error("El antivirus no respondió: %s", error or type(error).__name__)
        raise rechazo("sin-revisar") from None
    if respuesta.endswith(b"FOUND"):
        registro.warning("El antivirus encontró %s", respuesta.decode(errors="replace"))
        raise rechazo("virus", nombre=nombre)
    if respuesta != b"stream: OK":
        registro.error("El antivirus respondió %r", respuesta[:200])
        raise rechazo("sin-revisar")


def _preguntar(ruta: Path) -> bytes:
    """The scanner's line. One deadline for all of it: a scanner that trickles is a scanner that is down."""
    hasta = time.monotonic() + settings.CLAMAV_ESPERA
    servidor, _, puerto = settings.CLAMAV_HOST.partition(":")
    with socket.create_connection((servidor, int(puerto or PUERTO)), timeout=settings.CLAMAV_ESPERA) as conexion:
        _enviar(conexion, b"zINSTREAM\0", hasta)
        with open(ruta, "rb") as archivo:
            while trozo := archivo.read(_TROZO):
                _enviar(conexion, struct.pack(">I", len(trozo)) + trozo, hasta)
        _enviar(conexion, struct.pack(">I", 0), hasta)
        respuesta = b""
        while b"\0" not in respuesta and len(respuesta) < 4096:
            conexion.settimeout(_queda(hasta))
            parte = conexion.recv(1024)
            if not parte:
                break
            respuesta += parte
    return respuesta.partition(b"\0")[0].strip()


def _enviar(conexion: socket.socket, datos: bytes, hasta: float) -> None:
    conexion.settimeout(_queda(hasta))
    conexion.sendall(datos)


def _queda(hasta: float) -> float:
    queda = hasta - time.monotonic()
    if queda <= 0:
        raise _SinRespuesta("se acabó el tiempo")
    return queda
