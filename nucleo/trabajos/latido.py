"""Keeps an order leased while its builder works, and carries its progress to the page."""

import logging
import threading
import time

from django.db import DatabaseError, connection

from nucleo.trabajos import cola
from nucleo.trabajos.models import Trabajo

registro = logging.getLogger(__name__)
PULSO = 1.0  # seconds between looks at the progress
RENOVAR_CADA = 10.0  # seconds, well inside the lease
DURACION_MAXIMA = 30 * 60.0  # seconds; a builder that hangs must not hold its order for ever


class ArriendoPerdido(Exception):
    """Somebody else holds the order: whatever this worker still builds is not wanted."""


class Latido(threading.Thread):
    """A thread with its own connection: the builder may be inside a long transaction, or inside one long query."""

    def __init__(self, trabajo: Trabajo) -> None:
        super().__init__(name=f"latido-{trabajo.pk}", daemon=True)
        self.trabajo = trabajo
        self.hechas = 0
        self.total: int | None = None
        self._perdido = threading.Event()
        self._fin = threading.Event()

    def avance(self, hechas: int, total: int | None) -> None:
        """What the builder calls; cheap, so it may be at every row. Raises ``ArriendoPerdido``."""
        self.hechas, self.total = hechas, total
        if self._perdido.is_set():
            raise ArriendoPerdido(str(self.trabajo.pk))

    def run(self) -> None:
        inicio = renovado = time.monotonic()
        dicho: tuple[int, int | None] = (0, None)
        try:
            while not self._fin.wait(PULSO):
                ahora, actual = time.monotonic(), (self.hechas, self.total)
                if ahora - inicio > DURACION_MAXIMA:
                    self._perdido.set()
                    return
                if actual != dicho or ahora - renovado >= RENOVAR_CADA:
                    self._renovar(*actual)
                    dicho, renovado = actual, ahora
        finally:
            connection.close()

    def _renovar(self, hechas: int, total: int | None) -> None:
        try:
            if not cola.renovar(self.trabajo, hechas, total):
                self._perdido.set()
        except DatabaseError:
            # The lease outlives a restart of the database; if it does not, the fence refuses the result.
            registro.warning("Sin base para renovar %s", self.trabajo.pk)
            connection.close()

    def terminar(self) -> None:
        self._fin.set()
        self.join()
