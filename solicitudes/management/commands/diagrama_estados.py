"""``manage.py diagrama_estados``: writes ``docs/estados.md`` from the table of transitions. Asks no database."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from solicitudes.diagrama import documento


class Command(BaseCommand):
    help = "Escribe docs/estados.md desde la tabla de transiciones"
    requires_system_checks = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--salida", type=Path, default=settings.BASE_DIR / "docs" / "estados.md")
        parser.add_argument("--comprobar", action="store_true", help="solo dice si está al día; termina con 1 si no")

    def handle(self, *args: Any, salida: Path, comprobar: bool, **opciones: Any) -> None:
        texto = documento()
        if comprobar:
            if not salida.is_file() or salida.read_text(encoding="utf-8") != texto:
                raise CommandError(f"{salida} no está al día. Ejecuta: manage.py diagrama_estados")
            self.stdout.write(f"{salida} está al día")
            return
        salida.parent.mkdir(parents=True, exist_ok=True)
        salida.write_text(texto, encoding="utf-8")
        self.stdout.write(f"{salida}: {texto.count(chr(10))} líneas")
