"""``manage.py ajustar_bitacora``: copies BITACORA_DESFASE_MAXIMO into the database. Runs after every ``migrate``."""

from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand
from django.db import connections

from nucleo.bitacora.ajuste import DUENO, fijar
from nucleo.bitacora.models import Ajuste


class Command(BaseCommand):
    help = "Fija en la base cuántos segundos puede distar un evento del reloj (BITACORA_DESFASE_MAXIMO)."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--abierta", action="store_true", help="sin límite: demostración, pruebas y cargas")

    def handle(self, *args: Any, **options: Any) -> None:
        # A migrate that stops before 0001, or goes back, leaves no table to write to.
        if Ajuste._meta.db_table not in connections[DUENO].introspection.table_names():
            return
        segundos = None if options["abierta"] else settings.BITACORA_DESFASE_MAXIMO
        fijar(segundos)
        if options["verbosity"] > 0:
            self.stdout.write(f"Desfase máximo de los eventos: {'sin límite' if segundos is None else f'{segundos} s'}")
