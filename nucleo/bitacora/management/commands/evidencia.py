"""``manage.py evidencia --archivo UUID | --folio F | --ip A [--desde D] [--hasta D]`` (contrato.md; DAT-7)."""

from argparse import ArgumentParser, ArgumentTypeError
from collections.abc import Iterator
from datetime import datetime, timedelta
from ipaddress import ip_address
from typing import Any
from uuid import UUID

from django.core.management.base import BaseCommand, CommandError

from nucleo.bitacora import cadenas, evidencia
from nucleo.bitacora.evidencia import Huella
from nucleo.comun.reloj import CHILE
from nucleo.comun.texto import folio


def _dia(escrito: str) -> datetime:
    for forma in ("%Y-%m-%d", "%d-%m-%Y"):
        try:
            return datetime.strptime(escrito, forma).replace(tzinfo=CHILE)
        except ValueError:
            continue
    raise ArgumentTypeError("escribe el día como 2026-12-31")


class Command(BaseCommand):
    help = "Dice quién descargó un archivo, quién vio una solicitud o qué se hizo desde una dirección IP, y cuándo."

    def add_arguments(self, parser: ArgumentParser) -> None:
        que = parser.add_mutually_exclusive_group(required=True)
        que.add_argument("--archivo", type=UUID, help="el identificador del archivo, como está en su dirección")
        que.add_argument("--folio", help="la solicitud")
        que.add_argument("--ip", type=ip_address, help="la dirección")
        parser.add_argument("--desde", type=_dia, help="desde este día, en Chile")
        parser.add_argument("--hasta", type=_dia, help="hasta este día, inclusive")

    def handle(self, *args: Any, **options: Any) -> None:
        cuantas = 0
        for huella in _huellas(options):
            cuando = huella.cuando.astimezone(CHILE)
            campos = (huella.que, huella.objeto, huella.resultado, huella.quien or "sin sesión", huella.direccion)
            self.stdout.write("\t".join((f"{cuando:%Y-%m-%d %H:%M:%S%z}", *campos)))
            cuantas += 1
        self.stdout.write(f"{cuantas} registros")


def _huellas(opciones: dict[str, Any]) -> Iterator[Huella]:
    desde, hasta = opciones["desde"], opciones["hasta"]
    fechas = {"desde": desde, "hasta": hasta + timedelta(days=1) if hasta else None}
    if opciones["archivo"]:
        return evidencia.de_archivo(str(opciones["archivo"]), **fechas)
    if opciones["ip"]:
        return evidencia.de_direccion(str(opciones["ip"]), **fechas)
    buscado = folio(opciones["folio"])
    cadena = cadenas.buscar("folio", buscado)
    if cadena is None:
        raise CommandError(f"No hay ninguna solicitud con el folio {buscado}")
    return evidencia.de_cadena(cadena, buscado, **fechas)
