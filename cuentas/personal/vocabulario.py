"""The events of what SEC and jefatura do with accounts, distributors and links (reglas.md 2)."""

from nucleo.bitacora import vocabulario

CAMBIO = ("campos", "antes", "despues", "motivo")
FRASES = {
    "CUENTA_CREADA_POR_SEC": "Cuenta creada",
    "INVITACION_ENVIADA": "Invitación enviada de nuevo",
    "CUENTA_CAMBIADA": "Datos de la cuenta cambiados",
    "CUENTA_DESACTIVADA": "Cuenta desactivada",
    "CUENTA_REACTIVADA": "Cuenta activada otra vez",
    "CUENTA_BORRADA": "Cuenta eliminada",
    "CUENTA_PEDIDA": "Cuenta nueva pedida a la SEC",
    "PEDIDO_DE_CUENTA_DESCARTADO": "Pedido de cuenta descartado",
}


def declarar() -> None:
    for tipo, frase in FRASES.items():
        vocabulario.declarar(tipo, claves=CAMBIO, frase=frase)
