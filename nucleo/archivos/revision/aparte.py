"""Runs one format's check in a process of its own, with little memory and time: what a file can break is this.

    python -m nucleo.archivos.revision.aparte MODULO RUTA [LIMPIA]

prints one JSON line: ``{"motivo": "…"}`` for a refusal, ``{"reescrita": true|false}`` otherwise; for the module
``pista``, ``{"pista": "image/gif"}``. No Django here.
"""

import importlib
import json
import resource
import sys
from pathlib import Path
from typing import Any

MEMORIA = 700 * 1024 * 1024
SEGUNDOS = 4


def _acotar() -> None:
    for recurso, valor in (
        (resource.RLIMIT_AS, MEMORIA),
        (resource.RLIMIT_CPU, SEGUNDOS),
        (resource.RLIMIT_CORE, 0),
    ):
        resource.setrlimit(recurso, (valor, valor))


def main(nombre: str, ruta: str, limpia: str | None = None) -> None:
    modulo = importlib.import_module(f"nucleo.archivos.revision.{nombre}")
    _acotar()
    print(json.dumps(_correr(modulo, Path(ruta), Path(limpia) if limpia else None)))


def _correr(modulo: Any, ruta: Path, limpia: Path | None) -> dict[str, Any]:
    from nucleo.archivos.revision.rechazo import Rechazo

    try:
        if hasattr(modulo, "mirar"):
            return {"pista": modulo.mirar(ruta)}
        return {"reescrita": modulo.comprobar(ruta, limpia)}
    except Rechazo as rechazo:
        return {"motivo": rechazo.motivo}
    except MemoryError:
        return {"motivo": "complejo"}


if __name__ == "__main__":
    main(*sys.argv[1:])
