"""``manage.py cargar_registro``: the load of a distributor's register from a terminal, by the steps of its page."""

from argparse import ArgumentParser
from itertools import islice
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from catalogo.models import Distribuidora
from nucleo.comun.errores import EstadoCambio
from suministros.carga.directa import cargar
from suministros.carga.informe import rechazos
from suministros.models import Carga, ClaseCarga, EstadoCarga

A_LA_VISTA = 1_000


class Command(BaseCommand):
    help = "Revisa los archivos del registro de una distribuidora y, con --aplicar, los carga."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--distribuidora", required=True, metavar="YN", help="el prefijo de sus folios")
        parser.add_argument("--suministros", type=Path, metavar="F", help="Excel o CSV de suministros")
        parser.add_argument("--facturas", type=Path, metavar="G", help="Excel o CSV de facturas")
        parser.add_argument("--aplicar", action="store_true", help="sin esto solo se revisan")

    def handle(self, *args: Any, **opciones: Any) -> None:
        distribuidora = Distribuidora.objects.filter(prefijo=opciones["distribuidora"]).first()
        if distribuidora is None:
            raise CommandError("No hay una distribuidora con ese prefijo.")
        archivos = [(clase, opciones[clase.value]) for clase in ClaseCarga if opciones[clase.value]]
        if not archivos:
            raise CommandError("Indica --suministros, --facturas o los dos.")
        for clase, ruta in archivos:
            self._cargar(distribuidora, clase, ruta, aplicar=opciones["aplicar"])

    def _cargar(self, distribuidora: Distribuidora, clase: ClaseCarga, ruta: Path, *, aplicar: bool) -> None:
        if not ruta.is_file():
            raise CommandError(f"No existe {ruta}.")
        try:
            carga = cargar(distribuidora=distribuidora, clase=clase, ruta=ruta, aplicar=aplicar)
        except EstadoCambio as error:
            raise CommandError(error.mensaje) from error
        self._contar(carga)
        if carga.estado in (EstadoCarga.ILEGIBLE, EstadoCarga.CON_RECHAZOS):
            raise CommandError("No se cambió nada.")

    def _contar(self, carga: Carga) -> None:
        self.stdout.write(
            f"{carga.get_clase_display()}: {carga.lineas} líneas, {carga.nuevas} nuevas, {carga.cambiadas} cambian, "
            f"{carga.iguales} iguales, {carga.rechazadas} rechazadas, {carga.ausentes} no vienen. "
            f"{carga.get_estado_display()}. {carga.mensaje}".strip()
        )
        for linea in islice(rechazos(carga), A_LA_VISTA):
            self.stdout.write("  Línea " + " | ".join(linea))
