"""What makes a payment plan a trade of ``suministros.pasos``."""

from nucleo.bitacora import vocabulario
from nucleo.comun.reloj import hoy
from suministros.models import Plan
from suministros.pasos import Oficio
from suministros.planes import emails
from suministros.planes.estados import EN_FECHA, FRASES, PEDIDO, TRANSICIONES

PLANES = Oficio(
    clave="plan",
    titulo="El plan",
    modelo=Plan,
    tabla=TRANSICIONES,
    avisar=emails.avisar,
    cumple={EN_FECHA: lambda plan: hoy() <= plan.primera_fecha},
)
_AL_PEDIR = (
    "plan", "suministro", "distribuidora", "limites", "facturas", "deuda", "primer_pago", "cuotas", "total", "tabla",
)  # fmt: skip


def declarar() -> None:
    for tipo, frase in FRASES.items():
        claves = _AL_PEDIR if tipo == PEDIDO else ("plan", "desde", "hacia", "motivo")
        vocabulario.declarar(tipo, claves=claves, frase=frase)
