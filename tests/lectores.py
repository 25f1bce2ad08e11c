"""A process with the readers of files loaded, that forks for each file (see tests.plugins.revision_rapida)."""

import importlib
import json
import os
import signal
import socket
import sys
import tempfile
import traceback
from typing import Any

LECTORES = ("pdf", "imagen", "docx", "doc", "dibujo", "rastros", "aparte")


def atender(camino: str) -> None:
    """Forks once per question until its parent is gone."""
    for lector in LECTORES:
        importlib.import_module(f"nucleo.archivos.revision.{lector}")
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    puerta = socket.socket(socket.AF_UNIX)
    puerta.bind(camino)
    puerta.listen(64)
    puerta.settimeout(1)
    padre = os.getppid()
    while os.getppid() == padre:
        try:
            llamada, _ = puerta.accept()
        except TimeoutError:
            continue
        if os.fork() == 0:
            _responder(llamada)
            os._exit(0)
        llamada.close()


def _responder(llamada: socket.socket) -> None:
    """One question: a child runs it; the answer is how it ended and what it said."""
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    pedido = json.loads(llamada.makefile("rb").readline())
    with tempfile.TemporaryFile() as dicho, tempfile.TemporaryFile() as quejas:
        hijo = os.fork()
        if hijo == 0:
            _revisar(pedido["argumentos"], dicho.fileno(), quejas.fileno())
        codigo = _esperar(hijo, pedido["espera"])
        dicho.seek(0)
        quejas.seek(0)
        salida = {"codigo": codigo, "dicho": dicho.read().decode(), "quejas": quejas.read().decode(errors="replace")}
    llamada.sendall(json.dumps(salida).encode())


def _revisar(argumentos: list[str], dicho: int, quejas: int) -> None:
    from nucleo.archivos.revision import aparte

    os.dup2(dicho, 1)
    os.dup2(quejas, 2)
    sys.stdout = os.fdopen(1, "w", closefd=False)
    try:
        aparte.main(*argumentos)
    except BaseException:
        os.write(2, traceback.format_exc().encode())
        os._exit(1)
    sys.stdout.flush()
    os._exit(0)


def _esperar(hijo: int, segundos: float) -> int | None:
    """The child's return code as ``subprocess`` gives it; None when the time was over and it was killed."""

    def vencio(*_: Any) -> None:
        os.kill(hijo, signal.SIGKILL)
        raise TimeoutError

    signal.signal(signal.SIGALRM, vencio)
    signal.setitimer(signal.ITIMER_REAL, segundos)
    try:
        return os.waitstatus_to_exitcode(os.waitpid(hijo, 0)[1])
    except TimeoutError:
        return None
