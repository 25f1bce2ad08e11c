"""How much one account may send in a day, and how full the disk may get (UP-12)."""

import shutil
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.db.models import Count, Sum
from django.db.models.functions import Coalesce

from nucleo.archivos import almacen
from nucleo.archivos.mensajes import rechazo
from nucleo.archivos.models import Archivo
from nucleo.comun.medidas import MB, mostrar_tamano
from nucleo.comun.reloj import ahora
from nucleo.comun.transacciones import uno_a_la_vez


def exigir(actor: Any | None, pesa: int) -> None:
    """Raises ``ArchivoRechazado`` if ``actor`` would pass a limit of the last 24 hours with ``pesa`` bytes more.

    What the portal made for the account (spreadsheets) does not count. Nobody signed in: no account, no quota;
    the limits of those forms stand in front of them.
    """
    if actor is None:
        return
    recibidos = Archivo.objects.filter(
        creado_por=actor, creado_en__gt=ahora() - timedelta(days=1), bytes_recibidos__isnull=False
    ).aggregate(cuantos=Count("pk"), suma=Coalesce(Sum("bytes_recibidos"), 0))
    if recibidos["cuantos"] >= settings.ARCHIVOS_POR_DIA:
        raise rechazo("cuota-archivos", cuota=str(settings.ARCHIVOS_POR_DIA))
    if recibidos["suma"] + pesa > settings.ARCHIVOS_MB_POR_DIA * MB:
        raise rechazo("cuota-tamano", cuota=mostrar_tamano(settings.ARCHIVOS_MB_POR_DIA * MB))


def exigir_con_cerrojo(actor: Any | None, pesa: int) -> None:
    """The same, holding the account until the transaction ends: parallel uploads cannot slip past together."""
    if actor is None:
        return
    uno_a_la_vez(f"archivos.cuota:{actor.pk}")
    exigir(actor, pesa)


def exigir_espacio() -> None:
    """Raises ``ArchivoRechazado`` when the store's disk is down to its floor: reading must go on."""
    carpeta = almacen.raiz()
    while not carpeta.exists():
        carpeta = carpeta.parent
    if shutil.disk_usage(carpeta).free < settings.ARCHIVOS_DISCO_LIBRE_MB * MB:
        raise rechazo("sin-espacio")
