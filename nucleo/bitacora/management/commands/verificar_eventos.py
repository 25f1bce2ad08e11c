"""``manage.py verificar_eventos [--folio F]`` (contrato.md): exit 1 and the first broken row, if any."""

import time
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from nucleo.bitacora import anclas, cadenas
from nucleo.bitacora.verificacion import Recuento, verificar


class Command(BaseCommand):
    help = (
        "Recorre las cadenas de eventos, sus cabezas, los disparadores, los permisos y las anclas; 1 si algo no calza."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--folio", help="solo la cadena de esta solicitud")

    def handle(self, *args: Any, **options: Any) -> None:
        cadena = _cadena(options["folio"]) if options["folio"] else None
        inicio, recuento = time.monotonic(), Recuento()
        rotura = next(verificar(cadena, recuento=recuento), None)
        if rotura:
            raise CommandError(str(rotura), returncode=1)
        if cadena is None and (falta := next(anclas.verificar(anclas.guardadas(), anclas.clave_publica()), None)):
            raise CommandError(f"ancla {falta}", returncode=1)
        segundos = time.monotonic() - inicio
        self.stdout.write(f"Sin roturas: {recuento.eventos} eventos en {recuento.cadenas} cadenas, {segundos:.1f} s")


def _cadena(folio: str) -> str:
    try:
        cadena = cadenas.buscar("folio", folio)
    except LookupError as error:
        raise CommandError("Nadie registró cómo se busca un folio") from error
    if cadena is None:
        raise CommandError(f"No hay ninguna solicitud con el folio {folio}")
    return cadena
