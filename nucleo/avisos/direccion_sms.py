"""The Apprise address of one mobile. No settings here: they are read from what this says."""

from urllib.parse import quote

LUGAR = "{celular}"
MUESTRA = "+56912345678"


def direccion(plantilla: str, celular: str) -> str:
    """``SMS_URL`` for one mobile (E.164): in the place of ``{celular}``, or as the last part of the path."""
    numero = quote(celular, safe="")
    if LUGAR in plantilla:
        return plantilla.replace(LUGAR, numero)
    base, signo, consulta = plantilla.partition("?")
    return f"{base.rstrip('/')}/{numero}{signo}{consulta}"


def sirve(plantilla: str) -> bool:
    """Whether Apprise knows what to do with the address. Connects to nobody."""
    from apprise import Apprise  # a quarter of a second that only who sends SMS pays

    return Apprise.instantiate(direccion(plantilla, MUESTRA)) is not None
