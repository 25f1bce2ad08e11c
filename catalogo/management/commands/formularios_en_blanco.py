"""``manage.py formularios_en_blanco --salida DIR``: the four blank forms as PDF files, to print or to look at."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand

from catalogo.formularios import escribir


class Command(BaseCommand):
    help = "Escribe los cuatro formularios en blanco de ejemplo, en PDF."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--salida", type=Path, required=True, help="carpeta donde escribirlos")

    def handle(self, *args: Any, **options: Any) -> None:
        options["salida"].mkdir(parents=True, exist_ok=True)
        for ruta in escribir(options["salida"]):
            self.stdout.write(str(ruta))
