"""The events of a second factor (chain ``usuario:<id>``)."""

from cuentas.personal.vocabulario import CAMBIO
from nucleo.bitacora import vocabulario


def declarar() -> None:
    vocabulario.declarar("SEGUNDO_FACTOR_ACTIVADO", frase="Segundo factor activado")
    vocabulario.declarar("SEGUNDO_FACTOR_REEMPLAZADO", claves=CAMBIO, frase="Segundo factor quitado por la SEC")
    vocabulario.declarar("SEGUNDO_FACTOR_QUITADO", claves=CAMBIO, frase="Segundo factor quitado desde el servidor")
    vocabulario.declarar("CODIGOS_DE_RECUPERACION_NUEVOS", frase="Códigos de recuperación nuevos")
    vocabulario.declarar(
        "CODIGO_DE_RECUPERACION_USADO", claves=("quedan",), frase="Ingreso con un código de recuperación"
    )
