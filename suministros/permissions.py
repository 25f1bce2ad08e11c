"""Who may see what belongs to a link."""

from cuentas.documento.models import EstadoDocumento
from cuentas.documento.permisos import es_la_misma_persona
from cuentas.models import Usuario
from nucleo.archivos.models import Archivo
from nucleo.comun.errores import NoPermitido
from suministros.models import Factura, PoderSuministro, Suministro, Vinculo

USO_PODER = "poder_suministro"
USO_FACTURA = "factura"


def puede_ver_poder(user: object, archivo: Archivo) -> bool:
    """The door of the use ``poder_suministro``: whoever sent it, also while its link is not made yet.

    Staff see marked pictures of it by the pages of ``suministros.identidades`` alone, and never the file.
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


def exigir_que_pueda_decidir_poder(actor: Usuario, poder: PoderSuministro) -> None:
    """Raises ``NoPermitido`` unless ``actor`` works for the supply's distributor and is neither party of the paper."""
    if not (actor.is_active and actor.es_distribuidora):
        raise NoPermitido("Los poderes los revisa el personal de una distribuidora.")
    suministro = poder.vinculo.suministro
    if suministro.distribuidora_id != actor.distribuidora_id:
        raise NoPermitido("Lo revisa la distribuidora del suministro.")
    titular = (suministro.titular_documento_tipo, suministro.titular_documento)
    if es_la_misma_persona(actor, poder.vinculo.usuario) or titular == (actor.documento_tipo, actor.documento):
        raise NoPermitido("No puedes revisar un poder tuyo. Pídelo a otra persona de tu distribuidora.")
