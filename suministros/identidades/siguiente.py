"""The paper that comes next: the oldest one that no colleague has open."""

from catalogo.plazos import Calendario
from cuentas.models import Usuario
from suministros.identidades.cola import Lugar, cargar, lugares
from suministros.identidades.miradas import de_otros
from suministros.identidades.papeles import EnRevision

_MIRA = 20  # places of the queue; more colleagues than that at once would meet at the first one


def siguiente(
    lector: Usuario, vista: str, calendario: Calendario, *, despues: EnRevision | None = None
) -> EnRevision | None:
    """``despues``: the one that is left for later; without it, from the head of the queue. None when it is empty."""
    desde = despues.enviado_en if despues else None
    filas = [Lugar(*fila) for fila in lugares(lector, vista, calendario, hasta=_MIRA + 1, desde=desde)]
    if despues:
        aqui = (despues.enviado_en, despues.clase, despues.papel.pk)
        filas = [fila for fila in filas if tuple(fila) > aqui]
    papeles = cargar(filas)
    miran = de_otros(papeles, lector)
    return next((papel for papel in papeles if papel.objeto not in miran), papeles[0] if papeles else None)
