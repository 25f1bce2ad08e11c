"""Runs one format's check in a process of its own, with little memory and time: what a file can break is this.

    python -m nucleo.archivos.revision.aparte MODULO RUTA [LIMPIA]

prints one JSON line: ``{"motivo": "…"}`` for a refusal, ``{"reescrita": true|false}`` otherwise. No Django here.
"""

import importlib
import json
import resource
import sys
from pathlib import Path

MEMORIA = 700 * 1024 * 1024
SEGUNDOS = 6


def _acotar() -> None:
    for recurso, valor in (
        (resource.RLIMIT_AS, MEMORIA),
        (resource.RLIMIT_CPU, SEGUNDOS),
        (resource.RLIMIT_CORE, 0),
    ):
        resource.setrlimit(recurso, (valor, valor))


def main(modulo: str, ruta: str, limpia: str | None = None) -> None:
    from nucleo.archivos.revision.rechazo import Rechazo

    comprobar = importlib.import_module(f"nucleo.archivos.revision.{modulo}").comprobar
    _acotar()
    try:
        salida = {"reescrita": comprobar(Path(ruta), Path(limpia) if limpia else None)}
    except Rechazo as rechazo:
        salida = {"motivo": rechazo.motivo}
    except MemoryError:
        salida = {"motivo": "complejo"}
    print(json.dumps(salida))


if __name__ == "__main__":
    main(*sys.argv[1:])
