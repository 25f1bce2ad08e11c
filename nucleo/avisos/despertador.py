"""Tells Celery, after a commit, that there is something to send; never on the caller's time.

A request only sets a flag. One daemon thread per process speaks to the broker, because a Redis that accepts and
never answers holds a publisher for seconds whatever its time-outs (seguridad.md, Decided 1). What this loses the
sweep of beat finds within seconds. The jobs of ``nucleo.trabajos`` are woken by it too.
"""

import logging
import os
import threading
import time

from celery import current_app

registro = logging.getLogger(__name__)
TAREA = "avisos.despachar"
DESCANSO = 30.0  # seconds without trying, after a failure
VIDA = 60  # seconds that a nudge is worth running
TRANSPORTE = {
    "socket_timeout": 1,
    "socket_connect_timeout": 1,
    "retry_on_timeout": False,
    "max_retries": 0,
    "interval_start": 0,
    "interval_step": 0,
    "interval_max": 0,
}


class Despertador:
    """A flag and the thread that reads it: a thousand commits in a row make one message."""

    def __init__(self, tarea: str) -> None:
        self._tarea = tarea
        self._hay = threading.Event()
        self._cerrojo = threading.Lock()
        self._hilo: threading.Thread | None = None
        self._app = None

    def tocar(self) -> None:
        # The current app lives in a thread-local, and the daemon is another thread.
        self._app = current_app._get_current_object()
        if self._hilo is None or not self._hilo.is_alive():
            with self._cerrojo:
                if self._hilo is None or not self._hilo.is_alive():
                    self._hilo = threading.Thread(target=self._escuchar, name="despertador", daemon=True)
                    self._hilo.start()
        self._hay.set()

    def _escuchar(self) -> None:
        while True:
            self._hay.wait()
            self._hay.clear()
            if not publicar(self._app, self._tarea):
                time.sleep(DESCANSO)


def publicar(app: object, tarea: str = TAREA) -> bool:
    """Asks for ``tarea`` once, without retries. Answers whether the broker took it."""
    try:
        with app.connection_for_write(connect_timeout=1) as conexion:  # type: ignore[attr-defined]
            conexion.transport_options = {**conexion.transport_options, **TRANSPORTE}
            with app.amqp.Producer(conexion, auto_declare=False) as productor:  # type: ignore[attr-defined]
                app.send_task(tarea, producer=productor, retry=False, ignore_result=True, expires=VIDA)  # type: ignore[attr-defined]
    except Exception as error:
        registro.warning("La cola no recibió el llamado (%s); lo hará el barrido", type(error).__name__)
        return False
    return True


_por_tarea: dict[str, Despertador] = {}


def tocar(tarea: str = TAREA) -> None:
    """Asks for ``tarea`` soon. Takes microseconds and raises nothing that matters: the caller has committed."""
    _por_tarea.setdefault(tarea, Despertador(tarea)).tocar()


# A child of fork has no thread, and may have copied a held lock.
os.register_at_fork(after_in_child=_por_tarea.clear)
