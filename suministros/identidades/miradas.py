"""Who else has a paper open: told by the notes of accesses, so that looking takes no lock (reglas.md 2, 'Events')."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from cuentas.models import Usuario
from nucleo.bitacora.models import Acceso
from nucleo.comun.reloj import ahora
from suministros.identidades.papeles import EnRevision

ABRIR, NUMERO = "identidad.abrir", "identidad.numero"
# After this long without a decision nobody is taken to be still before it.
RATO = timedelta(minutes=10)


@dataclass(frozen=True)
class Mirada:
    nombre: str
    desde: datetime


def de_otros(papeles: Iterable[EnRevision], lector: Usuario) -> dict[str, Mirada]:
    """By ``EnRevision.objeto``: the colleague who opened it last, a short while ago. One query."""
    recientes = Acceso.objects.filter(
        objeto__in=[papel.objeto for papel in papeles],
        accion=ABRIR,
        permitido=True,
        cuando__gt=ahora() - RATO,
        usuario__distribuidora=lector.distribuidora,
    ).exclude(usuario=lector)
    return {
        acceso.objeto: Mirada(acceso.usuario.nombre, acceso.cuando)
        for acceso in recientes.select_related("usuario").order_by("cuando", "pk")
        if acceso.usuario is not None
    }
