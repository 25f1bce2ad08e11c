from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from cuentas.documento import copias as documentos
from suministros.identidades import copias as poderes


class Command(BaseCommand):
    help = "Borra las copias de documentos de identidad y poderes cuyo plazo de guarda terminó."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--simular", action="store_true", help="dice cuántas borraría, sin borrar ninguna")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["simular"]:
            cuantas = documentos.documentos().count(), poderes.poderes().count()
        else:
            cuantas = documentos.barrer(), poderes.barrer()
        self.stdout.write("documentos: {}, poderes: {}".format(*cuantas))
