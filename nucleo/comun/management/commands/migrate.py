"""``migrate`` runs as the owner unless told otherwise: the web's role may not change a table."""

from django.core.management.base import CommandParser
from django.core.management.commands.migrate import Command as Migrar


class Command(Migrar):
    def add_arguments(self, parser: CommandParser) -> None:
        super().add_arguments(parser)
        parser.set_defaults(database="dueno")
