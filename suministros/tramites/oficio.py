"""What makes a commercial procedure a trade of ``suministros.pasos``."""

from nucleo.bitacora import vocabulario
from suministros.models import Tramite
from suministros.pasos import Oficio
from suministros.tramites import emails
from suministros.tramites.estados import ABIERTO, FRASES, PEDIDO, SIN_ABRIR, TRANSICIONES

TRAMITES = Oficio(
    clave="tramite",
    titulo="El trámite",
    modelo=Tramite,
    tabla=TRANSICIONES,
    avisar=emails.avisar,
    cumple={SIN_ABRIR: lambda tramite: tramite.abierto_en is None},
    no_chocan=frozenset({ABIERTO}),
)
_DEL_MENSAJE = ("mensaje", "texto", "archivos", "sha256", "confirmado")
_CLAVES = {
    PEDIDO: ("tramite", "suministro", "distribuidora", "tipo", *_DEL_MENSAJE),
    ABIERTO: ("tramite", "desde", "hacia"),
    "TRAMITE_RETIRADO": ("tramite", "desde", "hacia"),
}


def declarar() -> None:
    for tipo, frase in FRASES.items():
        claves = _CLAVES.get(tipo, ("tramite", "desde", "hacia", *_DEL_MENSAJE))
        vocabulario.declarar(tipo, claves=claves, frase=frase)
