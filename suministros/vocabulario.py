"""The events of links, in the chain ``usuario:<id>``; those of a register load stand in ``distribuidora:<id>``."""

from nucleo.bitacora import vocabulario


def declarar() -> None:
    vocabulario.declarar(
        "SUMINISTRO_ASOCIADO", claves=("vinculo", "suministro", "distribuidora"), frase="Suministro asociado"
    )
    vocabulario.declarar("SUMINISTRO_RETIRADO", claves=("vinculo", "suministro"), frase="Suministro quitado")
    vocabulario.declarar(
        "PODER_ENVIADO", claves=("vinculo", "poder", "archivo", "sha256", "reemplaza"), frase="Poder enviado"
    )
    vocabulario.declarar("VINCULO_CAMBIADO", claves=("vinculo", "antes", "despues"), frase="Vínculo revisado")
