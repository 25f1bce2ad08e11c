"""``manage.py verificar_anclas [--carpeta DIR] [--clave-publica PEM]``: exit 1 if the past is not what was anchored."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from nucleo.bitacora import anclas


class Command(BaseCommand):
    help = "Compara los eventos con las anclas guardadas, o con los archivos que se llevaron a otra parte."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--carpeta", type=Path, help="archivos ancla-….json en vez de la tabla")
        parser.add_argument("--clave-publica", type=Path, help="PEM; si no, la mitad pública de CLAVE_ANCLA")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            publica = anclas.clave_publica(options["clave_publica"])
            if carpeta := options["carpeta"]:
                lista = sorted((anclas.leer(ruta) for ruta in carpeta.glob("ancla-*.json")), key=lambda a: a.dia)
            else:
                lista = list(anclas.guardadas())
        except ValueError as error:
            raise CommandError(str(error), returncode=1) from error
        if faltas := list(anclas.verificar(lista, publica)):
            raise CommandError("\n".join(faltas), returncode=1)
        firmas = "firmas comprobadas" if publica else "sin clave para comprobar las firmas"
        self.stdout.write(f"Sin diferencias: {len(lista)} anclas, {firmas}")
