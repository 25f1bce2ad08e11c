"""File locks that say who is alive.

A lock of ``flock`` ends with the process that holds it, however that process ends, on Linux and macOS
alike. So "is anybody still using this?" never needs a list of process numbers, which goes stale.
"""

import fcntl
import os
import time
from pathlib import Path


class Cerrojo:
    """One holder of the lock file at ``ruta``. Child programs do not inherit it."""

    def __init__(self, ruta: Path) -> None:
        self.ruta = ruta
        self._descriptor: int | None = None

    def tomar(self, *, compartido: bool = False, espera: float = 0.0) -> bool:
        """Takes the lock, waiting up to ``espera`` seconds; False when another holder kept it."""
        if self._descriptor is None:
            self._descriptor = os.open(self.ruta, os.O_CREAT | os.O_RDWR, 0o600)
        modo = fcntl.LOCK_SH if compartido else fcntl.LOCK_EX
        limite = time.monotonic() + espera
        while True:
            try:
                fcntl.flock(self._descriptor, modo | fcntl.LOCK_NB)
                return True
            except BlockingIOError:
                if time.monotonic() >= limite:
                    return False
                time.sleep(0.05)

    def soltar(self) -> None:
        if self._descriptor is not None:
            os.close(self._descriptor)
            self._descriptor = None

    def __enter__(self) -> "Cerrojo":
        if not self.tomar(espera=120):
            raise TimeoutError(f"Otro proceso retiene {self.ruta} hace dos minutos.")
        return self

    def __exit__(self, *_: object) -> None:
        self.soltar()


def ocupado(ruta: Path) -> bool:
    """True while some process holds the exclusive lock of ``ruta``."""
    if not ruta.exists():
        return False
    prueba = Cerrojo(ruta)
    try:
        return not prueba.tomar(compartido=True)
    finally:
        prueba.soltar()
