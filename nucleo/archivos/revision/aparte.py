"""Runs one format's check in a process of its own, with little memory and time: what a file can break is this.

    python -m nucleo.archivos.revision.aparte MODULO RUTA [LIMPIA | CARPETA]

prints one JSON line: ``{"motivo": "…"}`` for a refusal, ``{"reescrita": true|false}`` otherwise; for the module
``pista``, ``{"pista": "image/gif"}``; for ``dibujo``, its pages; for ``rastros``, what the file carries. No Django
here.
"""

import contextlib
import ctypes
import importlib
import json
import resource
import sys
from pathlib import Path
from typing import Any

MEMORIA = 700 * 1024 * 1024
SEGUNDOS = 4


_ESPACIOS_PROPIOS = 0x10000000 | 0x40000000  # CLONE_NEWUSER | CLONE_NEWNET


def _acotar(segundos: int) -> None:
    # Where the kernel allows it there is no network at all; elsewhere there is nothing in here that speaks to it.
    with contextlib.suppress(OSError, AttributeError):
        ctypes.CDLL(None).unshare(_ESPACIOS_PROPIOS)
    for recurso, valor in (
        (resource.RLIMIT_AS, MEMORIA),
        (resource.RLIMIT_CPU, segundos),
        (resource.RLIMIT_CORE, 0),
    ):
        resource.setrlimit(recurso, (valor, valor))


def main(nombre: str, ruta: str, limpia: str | None = None) -> None:
    modulo = importlib.import_module(f"nucleo.archivos.revision.{nombre}")
    _acotar(getattr(modulo, "SEGUNDOS", SEGUNDOS))
    print(json.dumps(_correr(modulo, Path(ruta), Path(limpia) if limpia else None)))


def _correr(modulo: Any, ruta: Path, limpia: Path | None) -> dict[str, Any]:
    from nucleo.archivos.revision.rechazo import Rechazo

    try:
        if hasattr(modulo, "mirar"):
            return {"pista": modulo.mirar(ruta)}
        if hasattr(modulo, "dibujar"):
            return dict(modulo.dibujar(ruta, limpia))
        if hasattr(modulo, "rastrear"):
            return dict(modulo.rastrear(ruta))
        return {"reescrita": modulo.comprobar(ruta, limpia)}
    except Rechazo as rechazo:
        return {"motivo": rechazo.motivo}
    except MemoryError:
        return {"motivo": "complejo"}


if __name__ == "__main__":
    main(*sys.argv[1:])
