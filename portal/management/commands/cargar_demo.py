"""``manage.py cargar_demo``: the demonstration accounts and their history, once."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from portal.demostracion.historia import cargar


class Command(BaseCommand):
    help = "Crea las cuentas y la historia de la demostración. Solo con DEMO=1."

    def handle(self, *args: Any, **opciones: Any) -> None:
        if not settings.DEMO:
            raise CommandError("La demostración se carga solo con DEMO=1.")
        cuantas = cargar()
        self.stdout.write(f"Demostración: {cuantas} solicitudes." if cuantas else "La demostración ya estaba cargada.")
