"""What the Celery worker runs. No arguments: what is due is in the table (V17)."""

import time

from celery import shared_task

from nucleo.avisos import camino
from nucleo.avisos.despacho import despachar

TURNO = 20.0  # seconds; then the worker's other work has its turn, and the next sweep goes on


@shared_task(name="avisos.despachar", ignore_result=True)
def despachar_avisos() -> None:
    """Sends until nothing is due or its turn is over."""
    fin = time.monotonic() + TURNO
    while time.monotonic() < fin:
        if not despachar(1) and not camino.sondear():
            return
