"""``manage.py sabana --salida F.xlsx [--eventos G.xlsx]``: the same files as the page (docs/contrato.md)."""

from datetime import date
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from catalogo.models import Distribuidora
from fiscalizacion.sabana.archivo import CSV, EXCEL, escribir_eventos, escribir_solicitudes
from solicitudes.estados import Estado, Tipo

_FILTROS = ("desde", "hasta", "tipo", "estado", "distribuidora")


class Command(BaseCommand):
    help = "Escribe la sábana de solicitudes, y la de sus eventos, en Excel o, si el nombre termina en .csv, en CSV."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--salida", required=True, type=Path)
        parser.add_argument("--eventos", type=Path, help="segundo archivo, con los eventos")
        parser.add_argument("--desde", type=date.fromisoformat, help="AAAA-MM-DD")
        parser.add_argument("--hasta", type=date.fromisoformat, help="AAAA-MM-DD")
        parser.add_argument("--tipo", choices=Tipo.values)
        parser.add_argument("--estado", choices=Estado.values)
        parser.add_argument("--distribuidora", help="prefijo del folio")

    def handle(self, *args: Any, **opciones: Any) -> None:
        prefijo = opciones["distribuidora"]
        if prefijo and not Distribuidora.objects.filter(prefijo=prefijo).exists():
            raise CommandError(f"No existe una distribuidora con el prefijo «{prefijo}».")
        filtros = {clave: str(opciones[clave] or "") for clave in _FILTROS}
        escritores = {opciones["salida"]: escribir_solicitudes, opciones["eventos"]: escribir_eventos}
        pedidos = {ruta: escribir for ruta, escribir in escritores.items() if ruta}
        for ruta in pedidos:
            if not ruta.parent.is_dir():
                raise CommandError(f"No existe la carpeta de «{ruta}».")
        for ruta, escribir in pedidos.items():
            formato = CSV if ruta.suffix == ".csv" else EXCEL
            total = escribir(ruta, filtros, por="Línea de comandos", formato=formato)
            self.stdout.write(f"{total} filas en {ruta}")
