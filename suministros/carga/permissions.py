"""Who may have the files of a load."""

from typing import Any

from cuentas.models import Perfil, Usuario
from nucleo.archivos.models import Archivo
from nucleo.comun.errores import NoPermitido
from nucleo.comun.reloj import ahora
from nucleo.trabajos.models import Trabajo
from suministros.models import Carga

SOLO_PERSONAL = "Los PDF de las facturas los sube el personal de la distribuidora."
USO_CARGA, USO_PAQUETE = "carga_registro", "facturas_pdf"


def puede_ver_carga(user: Any, archivo: Archivo) -> bool:
    """The uploaded file: the staff of its distributor."""
    return _es_personal(user) and Carga.objects.filter(archivo=archivo, distribuidora=user.distribuidora_id).exists()


def puede_ver_informe(user: Any, archivo: Archivo) -> bool:
    """The report of a load: the staff of its distributor, whoever ordered it."""
    trabajo = Trabajo.objects.filter(archivo=archivo, vence__gt=ahora()).first()
    if trabajo is None or not _es_personal(user):
        return False
    return Carga.objects.filter(pk=trabajo.filtros.get("carga"), distribuidora=user.distribuidora_id).exists()


def _es_personal(user: Any) -> bool:
    activa = isinstance(user, Usuario) and user.is_active and user.perfil == Perfil.DISTRIBUIDORA
    return activa and user.distribuidora_id is not None


def exigir_personal(actor: Usuario) -> Usuario:
    """The account as it stands now. Raises ``NoPermitido``."""
    cuenta = Usuario.objects.filter(pk=actor.pk).first()
    if cuenta is None or not cuenta.is_active or cuenta.perfil != Perfil.DISTRIBUIDORA or not cuenta.distribuidora_id:
        raise NoPermitido(SOLO_PERSONAL)
    return cuenta
