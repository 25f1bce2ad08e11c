#!/usr/bin/env python
"""Django's command line, run on the database of docs/contrato.md ('Commands')."""

import os
import sys

from portal.embebido.ubicacion import preparar_entorno


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings")
    preparar_entorno(sys.argv)
    from django.core.management import execute_from_command_line

    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
