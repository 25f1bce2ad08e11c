"""A sender in a process of its own, to be killed: ``python -m nucleo.avisos.tests.remitente <lease in seconds>``."""

import sys
import time
from datetime import timedelta

import django

django.setup()

from nucleo.avisos import redactores, reintentos  # noqa: E402
from nucleo.avisos.despacho import despachar  # noqa: E402
from nucleo.avisos.redactores import Redactado  # noqa: E402


def main() -> None:
    reintentos.ARRIENDO = timedelta(seconds=float(sys.argv[1]))
    redactores.registrar("prueba", lambda aviso: Redactado("LA1: prueba", f"Aviso {aviso.pk}"))
    while True:
        if not despachar(1):
            time.sleep(0.05)


if __name__ == "__main__":
    main()
