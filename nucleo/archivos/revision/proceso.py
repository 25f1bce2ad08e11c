"""Calls ``aparte`` and reads its answer."""

import json
import logging
import os
import subprocess
import sys
import threading
from pathlib import Path
from typing import Any

registro = logging.getLogger(__name__)
RAIZ = Path(__file__).resolve().parents[3]
ESPERA = 5  # seconds by the clock: with the scanner's own it stays under ten (FAU-7)
# Fifty uploads at once must not start fifty decoders: two per web process, the others wait their turn.
_TURNOS = threading.BoundedSemaphore(2)
_ESPERA_DE_TURNO = 20
# A preview may take longer, and never takes the place of an upload.
ESPERA_DE_DIBUJO = 10
_TURNO_DE_DIBUJO = threading.BoundedSemaphore(1)


def comprobar(modulo: str, ruta: Path, limpia: Path | None) -> tuple[str | None, bool]:
    """The refusal's code or None, and whether ``limpia`` was written."""
    respuesta = _preguntar(modulo, ruta, limpia)
    return respuesta.get("motivo"), bool(respuesta.get("reescrita", False))


def pista(ruta: Path) -> str:
    """What libmagic thinks; "?" when it could not say."""
    return str(_preguntar("pista", ruta, None).get("pista", "?"))


def rastros(ruta: Path) -> dict[str, Any]:
    """What ``rastros.rastrear`` answers, or the code of what went wrong in ``motivo``."""
    return _preguntar("rastros", ruta, None)


def dibujar(ruta: Path, carpeta: Path) -> dict[str, Any]:
    """Pages drawn to ``carpeta``: what ``dibujo.dibujar`` answers, or the code of what went wrong in ``motivo``."""
    if not _TURNO_DE_DIBUJO.acquire(timeout=ESPERA_DE_DIBUJO):
        return {"motivo": "sin-revisar"}
    try:
        return _correr("dibujo", ruta, carpeta, ESPERA_DE_DIBUJO)
    finally:
        _TURNO_DE_DIBUJO.release()


def _preguntar(modulo: str, ruta: Path, limpia: Path | None) -> dict[str, Any]:
    if not _TURNOS.acquire(timeout=_ESPERA_DE_TURNO):
        return {"motivo": "sin-revisar"}
    try:
        return _correr(modulo, ruta, limpia, ESPERA)
    finally:
        _TURNOS.release()


def _correr(modulo: str, ruta: Path, limpia: Path | None, espera: float) -> dict[str, Any]:
    orden = [sys.executable, "-m", "nucleo.archivos.revision.aparte", modulo, str(ruta)]
    try:
        salida = subprocess.run(
            orden + ([str(limpia)] if limpia else []),
            cwd=RAIZ,
            # Nothing of the portal's environment: no password is where a broken parser could read it.
            env={"PATH": os.defpath, "LANG": "C.UTF-8", "PYTHONDONTWRITEBYTECODE": "1"},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=espera,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return {"motivo": "complejo"}
    except OSError:
        registro.exception("No se pudo iniciar la revisión de archivos")
        return {"motivo": "sin-revisar"}
    return _leer(salida)


def _leer(salida: subprocess.CompletedProcess[bytes]) -> dict[str, Any]:
    try:
        return dict(json.loads(salida.stdout))
    except ValueError:
        pass
    # Killed by its limits: the file is at fault. Any other end is ours, and the file waits.
    if salida.returncode < 0 or b"MemoryError" in salida.stderr or b"bad_alloc" in salida.stderr:
        return {"motivo": "complejo"}
    registro.error(
        "La revisión terminó mal (%s): %s", salida.returncode, salida.stderr[-2000:].decode(errors="replace")
    )
    return {"motivo": "sin-revisar"}
