"""``manage.py anclar_eventos [--dia D]``: the signed digest of the chains at the end of a day; nightly by beat."""

from argparse import ArgumentParser
from datetime import date
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from nucleo.bitacora import anclas


class Command(BaseCommand):
    help = "Guarda, firma y publica el ancla de ayer (o de --dia): la huella de todas las cadenas."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--dia", type=date.fromisoformat, help="como 2026-12-31; ya terminado")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            ancla = anclas.anclar(options["dia"])
        except ValueError as error:
            raise CommandError(str(error)) from error
        if ancla is None:
            self.stdout.write("Ese día ya tiene ancla.")
            return
        firmada = "firmada" if ancla.firma else "sin firma: falta CLAVE_ANCLA"
        self.stdout.write(f"{ancla.dia} {ancla.huella.hex()} {ancla.cadenas} cadenas, {firmada}")
