"""``manage.py plazo``: the last day of a term, and why, line by line (contrato.md, L-03)."""

import json
from datetime import datetime
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from catalogo import plazos
from nucleo.comun.reloj import CHILE

MAXIMO = 3660  # ten years of days: more is a typing error


class Command(BaseCommand):
    help = "Calcula el último día de un plazo legal y explica cómo se contó."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--recibida", required=True, help="Cuándo llegó: 2026-11-20T10:00 (hora de Chile)")
        parser.add_argument("--dias", required=True, help="Cuántos días o meses dura el plazo")
        parser.add_argument("--unidad", choices=plazos.UNIDADES, default=plazos.HABILES)
        parser.add_argument("--json", action="store_true", help="Responde un objeto JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        recibida, cantidad = leer_instante(options["recibida"]), leer_cantidad(options["dias"])
        try:
            plazo = plazos.calcular(recibida, cantidad, options["unidad"], plazos.calendario_al_dia())
        except OverflowError as error:
            raise CommandError("El plazo termina después del año 9999. Escribe una fecha anterior.") from error
        if options["json"]:
            self.stdout.write(json.dumps(como_dict(plazo, recibida, cantidad, options["unidad"]), ensure_ascii=False))
            return
        self.stdout.write(f"Vence el {plazos.fecha_larga(plazo.vence_el)}")
        for paso in plazo.pasos:
            self.stdout.write(f"  {paso}")


def leer_instante(texto: str) -> datetime:
    """ISO 8601; without an offset it is the time in Chile. CommandError says what to write."""
    try:
        instante = datetime.fromisoformat(texto)
        # A naive value may name a year whose conversion leaves the range of dates.
        instante = instante if instante.tzinfo else instante.replace(tzinfo=CHILE)
        plazos.dia_en_chile(instante)
    except (ValueError, OverflowError) as error:
        raise CommandError(f"No entiendo la fecha «{texto}». Escríbela así: 2026-11-20T10:00") from error
    return instante


def leer_cantidad(texto: str) -> int:
    """A whole number from 1 to MAXIMO. CommandError says so."""
    # isdecimal alone would take digits of other scripts, and int() spaces and underscores.
    if not (texto.isascii() and texto.isdecimal() and 1 <= int(texto[:10]) <= MAXIMO):
        raise CommandError(f"Escribe en --dias un número entero de 1 a {MAXIMO}")
    return int(texto)


def como_dict(plazo: plazos.Plazo, recibida: datetime, cantidad: int, unidad: str) -> dict[str, Any]:
    return {
        "recibida": recibida.isoformat(),
        "cantidad": cantidad,
        "unidad": unidad,
        "recibida_el": plazo.recibida_el.isoformat(),
        "primer_dia": plazo.primer_dia.isoformat(),
        "vence_el": plazo.vence_el.isoformat(),
        "termina_en": plazo.termina_en.isoformat(),
        "pasos": list(plazo.pasos),
    }
