"""``manage.py quitar_segundo_factor --rut R --motivo T``: when the last SEC administrador lost phone and codes."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from cuentas.segundo_factor.rescate import quitar_al_ultimo
from nucleo.comun.errores import EstadoCambio, NoPermitido
from nucleo.comun.identidad import DocumentoIncorrecto, leer_rut
from nucleo.comun.texto import una_linea

LARGO_DEL_MOTIVO = 300


class Command(BaseCommand):
    help = "Quita el segundo factor de una cuenta de administrador de la SEC, si nadie más puede hacerlo."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--rut", required=True, help="RUT de la persona, con dígito verificador")
        parser.add_argument("--motivo", required=True, help="por qué; queda en la bitácora")

    def handle(self, *args: Any, **opciones: Any) -> None:
        motivo = una_linea(opciones["motivo"])
        if not motivo or len(motivo) > LARGO_DEL_MOTIVO:
            raise CommandError(f"Escribe el motivo, en {LARGO_DEL_MOTIVO} caracteres o menos.")
        try:
            usuario = quitar_al_ultimo(documento=leer_rut(opciones["rut"]), motivo=motivo)
        except (DocumentoIncorrecto, EstadoCambio, NoPermitido) as error:
            raise CommandError(error.mensaje) from error
        self.stdout.write(
            f"La cuenta {usuario.documento_mostrado} ya no tiene segundo factor y sus sesiones se cerraron. Activará "
            "uno nuevo al ingresar. Le avisamos por correo."
        )
