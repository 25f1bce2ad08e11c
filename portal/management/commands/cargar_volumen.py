"""``manage.py cargar_volumen --solicitudes N --semilla S`` (contrato.md): a believable portal of any size."""

import sys
import time
from argparse import ArgumentParser
from datetime import date, datetime
from datetime import time as hora
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import OperationalError

from nucleo.comun.reloj import CHILE, ahora
from portal.volumen.carga import CargaMala, cargar
from portal.volumen.lectura import NoSeCarga, exigir_sitio
from portal.volumen.obreros import cuantos

CADA = 2.0  # seconds between two lines of progress


class Command(BaseCommand):
    help = "Crea N solicitudes verosímiles de diez años, con sus eventos, plazos, documentos y pagos."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--solicitudes", type=int, required=True, metavar="N")
        parser.add_argument("--semilla", type=int, default=1, metavar="S", help="la misma da las mismas solicitudes")
        parser.add_argument("--hasta", type=date.fromisoformat, help="AAAA-MM-DD: el día que hace de hoy")
        parser.add_argument("--procesos", type=int, default=cuantos(), help="los que inventan; uno por núcleo")
        parser.add_argument("--encima", action="store_true", help="sumarlas a las que el portal ya tiene")
        parser.add_argument("--si", action="store_true", help="también si el portal no está en esta máquina")

    def handle(self, *args: Any, **opciones: Any) -> None:
        solicitudes = opciones["solicitudes"]
        if not 1 <= solicitudes <= 5_000_000:
            raise CommandError("--solicitudes va de 1 a 5000000")
        inicio = time.monotonic()
        try:
            exigir_sitio(encima=opciones["encima"], si=opciones["si"])
            presente = _presente(opciones["hasta"])
            tiempos = cargar(opciones["semilla"], presente, solicitudes, opciones["procesos"], _Avance())
        except (NoSeCarga, CargaMala) as error:
            raise CommandError(str(error)) from error
        except OperationalError as error:
            raise CommandError(f"El portal está ocupado; detenlo o repite en un minuto ({error})".strip()) from error
        segundos = time.monotonic() - inicio
        partes = ", ".join(f"{parte} {cuanto:.1f} s" for parte, cuanto in tiempos.items())
        self.stdout.write(
            f"{solicitudes} solicitudes en {segundos:.1f} s: {solicitudes / segundos:.0f} por segundo ({partes})"
        )


def _presente(dia: date | None) -> datetime:
    """The end of the story: now, or noon of the day asked for. Never after now: nothing happens in the future."""
    limite = ahora()
    return min(limite, datetime.combine(dia, hora(12), CHILE)) if dia else limite


class _Avance:
    """Progress on stderr, at most one line every ``CADA`` seconds."""

    def __init__(self) -> None:
        self._ultima = time.monotonic()

    def __call__(self, mensaje: str) -> None:
        if time.monotonic() - self._ultima >= CADA:
            self._ultima = time.monotonic()
            print(mensaje, file=sys.stderr, flush=True)
