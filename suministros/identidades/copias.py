"""The copies of powers of attorney go as those of identity documents do (``cuentas.documento.copias``)."""

from django.db.models import Q, QuerySet

from cuentas.documento.copias import TANDA, borrar_copia, borrar_una_por_una, corte
from nucleo.comun.transacciones import en_transaccion
from suministros.models import PoderSuministro


def poderes() -> QuerySet[PoderSuministro]:
    """Those whose copy has to go: decided long ago, or long since nobody's to decide."""
    sin_decidir = Q(decidido_en=None) & (Q(reemplazado_en__lt=corte()) | Q(vinculo__retirado_en__lt=corte()))
    return PoderSuministro.objects.filter(Q(decidido_en__lt=corte()) | sin_decidir, archivo__borrado_en=None)


def barrer() -> int:
    por_cuenta = poderes().order_by("pk").values_list("pk", "vinculo__usuario_id").iterator(chunk_size=TANDA)
    return borrar_una_por_una(por_cuenta, _borrar)


@en_transaccion
def _borrar(*, papel_id: int, cuenta_id: int) -> bool:
    return borrar_copia(poderes(), papel_id, cuenta_id, tipo="COPIA_DE_PODER_BORRADA", clave="poder")
