"""``manage.py cargar_catalogo``: the reference data, in one transaction, as often as one likes (contrato.md)."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from catalogo import carga, formularios, plazos


class Command(BaseCommand):
    help = "Carga lo que falte: lugares, distribuidoras, feriados, plazos, documentos, mensajes y formularios."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--sin-formularios", action="store_true", help="no crea los formularios en blanco, que son archivos"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        nuevas = carga.cargar_todo()
        if not options["sin_formularios"]:
            nuevas["formularios en blanco"] = formularios.cargar()
        plazos.olvidar_calendario()
        if not any(nuevas.values()):
            self.stdout.write("El catálogo ya estaba cargado: no faltaba nada.")
            return
        for que, cuantas in nuevas.items():
            self.stdout.write(f"{que}: {cuantas} nuevas" if cuantas else f"{que}: nada nuevo")
