"""Calls ``aparte`` and reads its answer."""

import json
import logging
import os
import subprocess
import sys
import threading
from pathlib import Path

registro = logging.getLogger(__name__)
RAIZ = Path(__file__).resolve().parents[3]
ESPERA = 8
# Fifty uploads at once must not start fifty decoders: two per web process, the others wait their turn.
_TURNOS = threading.BoundedSemaphore(2)
_ESPERA_DE_TURNO = 20


def comprobar(modulo: str, ruta: Path, limpia: Path | None) -> tuple[str | None, bool]:
    """The refusal's code or None, and whether ``limpia`` was written."""
    if not _TURNOS.acquire(timeout=_ESPERA_DE_TURNO):
        return "sin-revisar", False
    try:
        return _correr(modulo, ruta, limpia)
    finally:
        _TURNOS.release()


def _correr(modulo: str, ruta: Path, limpia: Path | None) -> tuple[str | None, bool]:
    orden = [sys.executable, "-m", "nucleo.archivos.revision.aparte", modulo, str(ruta)]
    try:
        salida = subprocess.run(
            orden + ([str(limpia)] if limpia else []),
            cwd=RAIZ,
            # Nothing of the portal's environment: no password is where a broken parser could read it.
            env={"PATH": os.defpath, "LANG": "C.UTF-8", "PYTHONDONTWRITEBYTECODE": "1"},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=ESPERA,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return "complejo", False
    except OSError:
        registro.exception("No se pudo iniciar la revisión de archivos")
        return "sin-revisar", False
    return _leer(salida)


def _leer(salida: subprocess.CompletedProcess[bytes]) -> tuple[str | None, bool]:
    try:
        respuesta = json.loads(salida.stdout)
        return respuesta.get("motivo"), respuesta.get("reescrita", False)
    except ValueError:
        pass
    if salida.returncode < 0 or b"MemoryError" in salida.stderr or b"bad_alloc" in salida.stderr:
        return "complejo", False
    registro.error(
        "La revisión terminó mal (%s): %s", salida.returncode, salida.stderr[-2000:].decode(errors="replace")
    )
    return "sin-revisar", False
