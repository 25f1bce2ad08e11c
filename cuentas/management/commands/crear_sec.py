"""``manage.py crear_sec --rut R --email E``: the first SEC administrador of a new installation."""

from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.core.validators import validate_email

from cuentas.models import Perfil, Rol
from cuentas.personal.actions import invitar
from cuentas.personal.datos import Datos, DatosRechazados, es_empresa
from nucleo.comun.identidad import DocumentoIncorrecto, leer_rut
from nucleo.comun.texto import una_linea


class Command(BaseCommand):
    help = "Crea una cuenta de administrador de la SEC y le envía su invitación."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--rut", required=True, help="RUT de la persona, con dígito verificador")
        parser.add_argument("--email", required=True, help="correo que recibirá la invitación")
        parser.add_argument("--nombres", default="Administración")
        parser.add_argument("--apellidos", default="SEC")

    def handle(self, *args: Any, **opciones: Any) -> None:
        email = opciones["email"].strip()
        try:
            documento = leer_rut(opciones["rut"])
            validate_email(email)
            if es_empresa(documento):
                raise CommandError("El RUT debe ser de una persona, no de una empresa.")
            usuario = invitar(
                actor=None,
                datos=Datos(
                    perfil=Perfil.SEC,
                    rol=Rol.ADMINISTRADOR,
                    documento=documento,
                    email=email,
                    nombres=una_linea(opciones["nombres"])[:120],
                    apellidos=una_linea(opciones["apellidos"])[:120],
                ),
            )
        except (DocumentoIncorrecto, DatosRechazados) as error:
            raise CommandError(error.mensaje) from error
        except ValidationError as error:
            raise CommandError("Escribe un correo como nombre@ejemplo.cl") from error
        self.stdout.write(
            f"Cuenta {usuario.documento_mostrado} creada. La invitación sale a {email} en unos segundos, si el "
            "servicio de envíos está en marcha, y vale 7 días."
        )
