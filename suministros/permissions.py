"""Who may see what belongs to a link."""

from cuentas.documento.models import EstadoDocumento
from cuentas.models import Usuario
from nucleo.archivos.models import Archivo
from suministros.models import Factura, PoderSuministro, Suministro, Vinculo

USO_PODER = "poder_suministro"
USO_FACTURA = "factura"


def puede_ver_poder(user: object, archivo: Archivo) -> bool:
    """The door of the use ``poder_suministro``: whoever sent it, also while its link is not made yet.

    The queue of the distributors adds theirs.
    """
    if not isinstance(user, Usuario) or not user.is_active:
        return False
    return (
        archivo.creado_por_id == user.pk
        or PoderSuministro.objects.filter(archivo=archivo, vinculo__usuario=user).exists()
    )


def puede_ver_factura(user: object, archivo: Archivo) -> bool:
    """The door of the use ``factura``: a live link to its supply, or the staff of the distributor that loaded it."""
    if not isinstance(user, Usuario) or not user.is_active:
        return False
    facturas = Factura.objects.filter(archivo=archivo)
    if user.es_distribuidora:
        return facturas.filter(suministro__in=Suministro.objects.de_la_distribuidora(user)).exists()
    if not user.es_solicitante:
        return False
    abiertos = Vinculo.objects.visibles_para(user).exclude(estado=EstadoDocumento.RECHAZADO)
    return facturas.filter(suministro__in=abiertos.values("suministro")).exists()
