"""The events of an account's identity document (chain ``usuario:<id>``)."""

from cuentas.personal.vocabulario import CAMBIO
from nucleo.bitacora import vocabulario


def declarar() -> None:
    vocabulario.declarar(
        "IDENTIDAD_ENVIADA",
        claves=("documento", "archivo", "sha256", "reemplaza"),
        frase="Documento de identidad enviado",
    )
    vocabulario.declarar(
        "IDENTIDAD_DECIDIDA",
        claves=(*CAMBIO, "documento", "distribuidora"),
        frase="Documento de identidad revisado",
    )
    vocabulario.declarar(
        "COPIA_DE_IDENTIDAD_BORRADA",
        claves=("documento", "archivo", "sha256"),
        frase="Copia del documento de identidad eliminada",
    )
