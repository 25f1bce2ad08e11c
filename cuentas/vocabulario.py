"""The events of an account's own life (chain ``usuario:<id>``)."""

from nucleo.bitacora import vocabulario


def declarar() -> None:
    vocabulario.declarar("CUENTA_ACTIVADA", claves=("por", "texto"), frase="Cuenta activada")
    vocabulario.declarar("CLAVE_RECUPERADA", frase="Contraseña recuperada por correo")
