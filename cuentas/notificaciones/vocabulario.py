"""The event of what an account switched off or on again (chain ``usuario:<id>``)."""

from nucleo.bitacora import vocabulario

CAMBIO = "PREFERENCIAS_DE_AVISOS"


def declarar() -> None:
    vocabulario.declarar(CAMBIO, claves=("recordatorios", "sms"), frase="Preferencias de avisos cambiadas")
