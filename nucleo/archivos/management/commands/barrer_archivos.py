from typing import Any

from django.core.management.base import BaseCommand

from nucleo.archivos.limpieza import barrer_huerfanos


class Command(BaseCommand):
    help = "Borra las filas sin enlace y los archivos sin fila de más de 24 horas."

    def handle(self, *args: Any, **options: Any) -> None:
        barrido = barrer_huerfanos()
        self.stdout.write(f"filas: {barrido.filas}, archivos: {barrido.archivos}")
