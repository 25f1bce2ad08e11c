"""Integrity of the private store (FAU-6, DAT-1): one JSON line per broken row, exit code 1 if there is any."""

import hashlib
import json
import sys
from collections.abc import Iterator
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from nucleo.archivos import almacen
from nucleo.archivos.limpieza import filas_sin_archivo
from nucleo.archivos.models import Archivo


class Command(BaseCommand):
    help = "Dice qué filas no tienen su archivo; con --digestos lee además cada archivo y compara su sha256."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--digestos", action="store_true", help="lee todos los archivos")

    def handle(self, *args: Any, **options: Any) -> None:
        rotas = {archivo.pk: (archivo, "falta") for archivo in filas_sin_archivo()}
        if options["digestos"]:
            rotas |= {archivo.pk: (archivo, "cambiado") for archivo in _cambiados() if archivo.pk not in rotas}
        for archivo, que in rotas.values():
            self.stdout.write(json.dumps({"archivo": str(archivo.pk), "problema": que, "uso": archivo.uso}))
        if rotas:
            sys.exit(1)


def _cambiados() -> Iterator[Archivo]:
    for archivo in Archivo.objects.filter(borrado_en=None).order_by("creado_en").iterator(chunk_size=2000):
        ruta = almacen.ruta(archivo.sha256_guardado)
        if ruta.is_file():
            with open(ruta, "rb") as contenido:
                if hashlib.file_digest(contenido, "sha256").hexdigest() != archivo.sha256_guardado:
                    yield archivo
