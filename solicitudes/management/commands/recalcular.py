"""``manage.py recalcular [--folio F]`` (contrato.md): every difference between the rows and their events; 1 if any."""

import time
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from solicitudes.models import Solicitud
from solicitudes.recalculo import Recuento, recalcular


class Command(BaseCommand):
    help = "Recalcula estado, plazos, días y contadores solo desde los eventos y lista cada diferencia; 1 si hay alguna"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--folio", help="solo esta solicitud")

    def handle(self, *args: Any, folio: str | None, **opciones: Any) -> None:
        folio = folio.upper() if folio else None
        if folio and not Solicitud.objects.filter(folio=folio).exists():
            raise CommandError(f"No hay ninguna solicitud con el folio {folio}")
        inicio, recuento, diferencias = time.monotonic(), Recuento(), 0
        for diferencia in recalcular(folio, recuento=recuento):
            diferencias += 1
            self.stdout.write(str(diferencia))
        segundos = time.monotonic() - inicio
        recorrido = (
            f"{recuento.solicitudes} solicitudes y {recuento.eventos} eventos en {segundos:.1f} s"
            f" ({recuento.solicitudes / max(segundos, 0.001):.0f} por segundo)"
        )
        if diferencias:
            raise CommandError(f"{diferencias} diferencias en {recorrido}", returncode=1)
        self.stdout.write(f"Sin diferencias: {recorrido}")
