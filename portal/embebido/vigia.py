"""Runs one program and ends it when nobody needs it any more: ``vigia.py OPCIONES -- PROGRAMA …``.

The watcher waits on a lock file that those who need the program hold (``cerrojos.py``). When the last of
them is gone, by SIGKILL as well, it sends the program the signals of ``--senales``, ``--plazo`` seconds
apart, and at last kills its whole group. Standard library only, and no import of the portal: it must start
in milliseconds, as root, and keep running while the code beside it changes.
"""

import argparse
import ctypes
import fcntl
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Callable
from typing import Any

PR_SET_PDEATHSIG = 1


def _leer() -> argparse.Namespace:
    opciones = argparse.ArgumentParser()
    opciones.add_argument("--cerrojo", required=True, help="file held by whoever needs the program")
    opciones.add_argument("--entre-varios", action="store_true", help="other watchers wait on the same lock")
    opciones.add_argument("--propio", help="lock held while this watcher lives")
    opciones.add_argument("--senales", default="TERM", help="from polite to rude, such as INT,QUIT")
    opciones.add_argument("--plazo", type=float, default=5.0, help="seconds between two signals")
    opciones.add_argument("--usuario", help="run the program as this uid:gid")
    opciones.add_argument("programa", nargs=argparse.REMAINDER)
    return opciones.parse_args()


def _morir_con_el_vigia(senal: int) -> Callable[[], None] | None:
    """On Linux the kernel itself ends the program when the watcher is killed; elsewhere the next start does."""
    if not sys.platform.startswith("linux"):
        return None
    libc = ctypes.CDLL(None)
    return lambda: libc.prctl(PR_SET_PDEATHSIG, senal)


def _lanzar(opciones: argparse.Namespace, senal: int) -> "subprocess.Popen[bytes]":
    identidad: dict[str, Any] = {}
    if opciones.usuario:
        uid, gid = map(int, opciones.usuario.split(":"))
        identidad = {"user": uid, "group": gid, "extra_groups": []}
    programa = opciones.programa[1:] if opciones.programa[:1] == ["--"] else opciones.programa
    return subprocess.Popen(programa, start_new_session=True, preexec_fn=_morir_con_el_vigia(senal), **identidad)


def _esperar_cerrojo(ruta: str, modo: int, fin: threading.Event) -> None:
    descriptor = os.open(ruta, os.O_CREAT | os.O_RDWR, 0o600)
    # Held until we exit: whoever starts next waits for the program to be gone.
    fcntl.flock(descriptor, modo)
    fin.set()


def _terminar(proceso: "subprocess.Popen[bytes]", senales: list[int], plazo: float) -> None:
    for senal in senales:
        if proceso.poll() is not None:
            break
        proceso.send_signal(senal)
        try:
            proceso.wait(plazo)
        except subprocess.TimeoutExpired:
            continue
    # Its own children (pool processes, web workers) belong to its group, also when it ended by itself.
    try:
        os.killpg(proceso.pid, signal.SIGKILL)
    except (ProcessLookupError, PermissionError):
        pass
    proceso.wait()


def main() -> int:
    opciones = _leer()
    senales = [getattr(signal, f"SIG{nombre}") for nombre in opciones.senales.split(",")]
    if opciones.propio:
        propio = os.open(opciones.propio, os.O_CREAT | os.O_RDWR, 0o600)
        fcntl.flock(propio, fcntl.LOCK_EX)
    fin = threading.Event()
    for ignorada in (signal.SIGINT, signal.SIGHUP):
        signal.signal(ignorada, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, lambda *_: fin.set())
    proceso = _lanzar(opciones, senales[0])

    def esperar_programa() -> None:
        proceso.wait()
        fin.set()

    modo = fcntl.LOCK_SH if opciones.entre_varios else fcntl.LOCK_EX
    threading.Thread(target=_esperar_cerrojo, args=(opciones.cerrojo, modo, fin), daemon=True).start()
    threading.Thread(target=esperar_programa, daemon=True).start()
    fin.wait()
    solo = proceso.poll()
    _terminar(proceso, senales, opciones.plazo)
    return 0 if solo is None else abs(solo)


if __name__ == "__main__":
    sys.stdout.flush()
    os._exit(main())  # a thread may still wait for the lock
