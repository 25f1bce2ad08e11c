"""The events of links, in the chain ``usuario:<id>``; those of a register load stand in ``distribuidora:<id>``."""

from cuentas.personal.vocabulario import CAMBIO
from nucleo.bitacora import vocabulario

_DE_LA_CARGA = ("carga", "clase", "huella")
_CARGAS = (
    ("CARGA_RECIBIDA", "Archivo del registro recibido", (*_DE_LA_CARGA, "bytes")),
    ("CARGA_APLICADA", "Registro cargado",
     (*_DE_LA_CARGA, "nuevas", "cambiadas", "iguales", "ausentes", "titulares")),
    ("CARGA_DESCARTADA", "Carga del registro descartada", (*_DE_LA_CARGA, "lineas", "rechazadas")),
    ("FACTURAS_ADJUNTADAS", "PDF de facturas adjuntados", ("huella", "adjuntadas", "rechazadas")),
)  # fmt: skip


def declarar() -> None:
    vocabulario.declarar(
        "SUMINISTRO_ASOCIADO", claves=("vinculo", "suministro", "distribuidora"), frase="Suministro asociado"
    )
    vocabulario.declarar("SUMINISTRO_RETIRADO", claves=("vinculo", "suministro"), frase="Suministro quitado")
    vocabulario.declarar(
        "PODER_ENVIADO", claves=("vinculo", "poder", "archivo", "sha256", "reemplaza"), frase="Poder enviado"
    )
    vocabulario.declarar(
        "PODER_DECIDIDO", claves=(*CAMBIO, "poder", "vinculo", "distribuidora", "comparado"), frase="Poder revisado"
    )
    vocabulario.declarar(
        "COPIA_DE_PODER_BORRADA", claves=("poder", "archivo", "sha256"), frase="Copia del poder eliminada"
    )
    vocabulario.declarar("PODER_SIN_EFECTO", claves=("vinculo", "poder"), frase="Poder sin efecto: cambió el titular")
    vocabulario.declarar("VINCULO_CAMBIADO", claves=("vinculo", "antes", "despues"), frase="Vínculo revisado")
    for tipo, frase, claves in _CARGAS:
        vocabulario.declarar(tipo, claves=claves, frase=frase)
