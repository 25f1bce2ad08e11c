"""``manage.py sabana --salida F.xlsx``: the same file as the page (docs/contrato.md)."""

from datetime import date
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from catalogo.models import Distribuidora
from fiscalizacion.sabana import construir
from solicitudes.estados import Estado, Tipo


class Command(BaseCommand):
    help = "Escribe la sábana de solicitudes en un archivo Excel."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--salida", required=True, type=Path)
        parser.add_argument("--desde", type=date.fromisoformat, help="AAAA-MM-DD")
        parser.add_argument("--hasta", type=date.fromisoformat, help="AAAA-MM-DD")
        parser.add_argument("--tipo", choices=Tipo.values)
        parser.add_argument("--estado", choices=Estado.values)
        parser.add_argument("--distribuidora", help="prefijo del folio")

    def handle(self, *args: Any, **opciones: Any) -> None:
        prefijo, salida = opciones["distribuidora"], opciones["salida"]
        if prefijo and not Distribuidora.objects.filter(prefijo=prefijo).exists():
            raise CommandError(f"No existe una distribuidora con el prefijo «{prefijo}».")
        if not salida.parent.is_dir():
            raise CommandError(f"No existe la carpeta de «{salida}».")
        filtros = {clave: opciones[clave] for clave in ("desde", "hasta", "tipo", "estado", "distribuidora")}
        total = construir(salida, filtros, por="Línea de comandos")
        self.stdout.write(f"{total} filas en {salida}")
