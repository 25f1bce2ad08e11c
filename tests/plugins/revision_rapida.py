"""Files are checked in a fork of one process that has the readers loaded, instead of a new interpreter for each.

A check costs a tenth of a second of starting Python, hundreds of times in a run. What runs in the fork is the portal's
own ``aparte.main``, with its limits, its empty environment and a process of its own; only the start differs. The tests
of that start, and of what it costs, ask for ``revision_de_verdad``; those of the bombs start their own interpreter.
"""

import json
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.plugins.servicios import esperar

RAIZ = Path(__file__).resolve().parent.parent.parent


class Lectores:
    """``subprocess`` for ``nucleo.archivos.revision.proceso``, whose ``run`` asks the process of the readers."""

    def __init__(self, camino: Path) -> None:
        self.camino = str(camino)
        self.proceso: subprocess.Popen[bytes] | None = None
        self._uno = threading.Lock()

    def __getattr__(self, nombre: str) -> Any:
        return getattr(subprocess, nombre)

    def run(self, orden: list[str], *, env: dict[str, str], timeout: float, **_: Any) -> Any:
        with self._uno:
            self.proceso = self.proceso or subprocess.Popen(
                [sys.executable, "-c", f"from tests.lectores import atender; atender({self.camino!r})"],
                cwd=RAIZ,
                env=env,
            )
        with esperar(self._llamar, que="el proceso de los lectores") as llamada:
            llamada.sendall(json.dumps({"argumentos": orden[3:], "espera": timeout}).encode() + b"\n")
            salida = json.loads(llamada.makefile("rb").read())
        if salida["codigo"] is None:
            raise subprocess.TimeoutExpired(orden, timeout)
        return subprocess.CompletedProcess(orden, salida["codigo"], salida["dicho"].encode(), salida["quejas"].encode())

    def _llamar(self) -> socket.socket | None:
        llamada = socket.socket(socket.AF_UNIX)
        try:
            llamada.connect(self.camino)
        except (FileNotFoundError, ConnectionRefusedError):
            llamada.close()
            return None
        return llamada


@pytest.fixture(scope="session", autouse=True)
def _lectores(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    from nucleo.archivos.revision import proceso

    lectores = Lectores(tmp_path_factory.mktemp("l") / "l")
    proceso.subprocess = lectores  # type: ignore[assignment]
    yield
    proceso.subprocess = subprocess
    if lectores.proceso:
        lectores.proceso.kill()
        lectores.proceso.wait()


@pytest.fixture
def revision_de_verdad(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each file is checked by a new interpreter, as in production."""
    from nucleo.archivos.revision import proceso

    monkeypatch.setattr(proceso, "subprocess", subprocess)
