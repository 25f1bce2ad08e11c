"""``migrate`` runs as the owner unless told otherwise: the web's role may not change a table."""

from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import CommandError, CommandParser
from django.core.management.commands.migrate import Command as Migrar


class Command(Migrar):
    def add_arguments(self, parser: CommandParser) -> None:
        super().add_arguments(parser)
        parser.set_defaults(database="dueno")

    def execute(self, *args: Any, **options: Any) -> str | None:
        if options["database"] not in settings.DATABASES:
            raise CommandError("DATABASE_URL_DUENO: falta. Escríbela en el entorno; .env.example trae un ejemplo.")
        return super().execute(*args, **options)

    def handle(self, *args: Any, **options: Any) -> None:
        super().handle(*args, **options)
        if not options["plan"] and not options["check_unapplied"]:
            # The limit of the event log lives in the database and follows the setting at every deployment.
            call_command("ajustar_bitacora", verbosity=options["verbosity"])
