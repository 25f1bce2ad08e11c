"""Who may see the papers of a payment: whoever sees the request that it belongs to."""

from typing import Any

from nucleo.archivos.models import Archivo
from pagos.models import Cobro, Comprobante
from solicitudes.models import Solicitud


def puede_ver_cupon(user: Any, archivo: Archivo) -> bool:
    return Cobro.objects.filter(cupon=archivo, solicitud__in=Solicitud.objects.visibles_para(user)).exists()


def puede_ver_comprobante(user: Any, archivo: Archivo) -> bool:
    visibles = Solicitud.objects.visibles_para(user)
    return Comprobante.objects.filter(archivo=archivo, cobro__solicitud__in=visibles).exists()
