"""``manage.py cargar_catalogo``: the reference data, in one transaction, as often as one likes (contrato.md)."""

from typing import Any

from django.core.management.base import BaseCommand

from catalogo import carga, plazos


class Command(BaseCommand):
    help = "Carga regiones, comunas, distribuidoras, feriados, plazos, documentos y mensajes que falten."

    def handle(self, *args: Any, **options: Any) -> None:
        nuevas = carga.cargar_todo()
        plazos.olvidar_calendario()
        if not any(nuevas.values()):
            self.stdout.write("El catálogo ya estaba cargado: no faltaba nada.")
            return
        for que, cuantas in nuevas.items():
            self.stdout.write(f"{que}: {cuantas} nuevas" if cuantas else f"{que}: nada nuevo")
