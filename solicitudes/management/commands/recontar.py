"""``manage.py recontar``: counts the totals of the panel again from the requests and says how many were wrong."""

import time
from typing import Any

from django.core.management.base import BaseCommand

from solicitudes.totales import tablas


class Command(BaseCommand):
    help = "Cuenta de nuevo los totales del panel desde las solicitudes y dice cuántos no coincidían"

    def handle(self, *args: Any, **opciones: Any) -> None:
        inicio, malos = time.monotonic(), 0
        for desacuerdo in tablas.comparar():
            malos += 1
            self.stdout.write(
                f"{desacuerdo.de_que} · {desacuerdo.donde}: guardado {desacuerdo.guardado},"
                f" contado {desacuerdo.contado}"
            )
        tablas.rehacer()
        quedan = sum(1 for _ in tablas.comparar())
        self.stdout.write(f"{malos} diferencias antes, {quedan} después, en {time.monotonic() - inicio:.1f} s")
