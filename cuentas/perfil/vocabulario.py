"""The events of what an account changes of itself (chain ``usuario:<id>``)."""

from cuentas.personal.vocabulario import CAMBIO
from nucleo.bitacora import vocabulario


def declarar() -> None:
    vocabulario.declarar("CLAVE_CAMBIADA", frase="Contraseña cambiada")
    vocabulario.declarar("SESIONES_CERRADAS", claves=("cuantas",), frase="Las demás sesiones cerradas")
    vocabulario.declarar("CORREO_CAMBIADO", claves=CAMBIO, frase="Correo cambiado")
    vocabulario.declarar("CELULAR_CAMBIADO", claves=CAMBIO, frase="Celular cambiado")
    vocabulario.declarar("CELULAR_VERIFICADO", frase="Celular verificado por SMS")
