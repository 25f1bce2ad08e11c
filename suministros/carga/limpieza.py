"""What a load leaves behind, and for how long: other people's data come in it (DAT-5)."""

from datetime import timedelta

from django.conf import settings
from django.db.models import Q

from nucleo.comun.reloj import ahora
from nucleo.comun.transacciones import en_transaccion
from nucleo.trabajos.models import EN_CURSO
from suministros.carga.actions import cerrar_descartada
from suministros.carga.revision import vaciar
from suministros.models import ABIERTAS, Carga, EstadoCarga, LineaRechazada


@en_transaccion
def barrer() -> int:
    """Discards the loads that nobody applied in time, and forgets file, lines and refusals of the old ones.

    Returns how many loads let their file go. The row stays with its digest and its counts; the file goes as an orphan.
    """
    limite = ahora() - timedelta(days=settings.CARGAS_SE_GUARDAN_DIAS)
    viejas = Carga.objects.select_for_update(of=("self",), skip_locked=True).filter(subida_en__lt=limite)
    viva = Q(estado=EstadoCarga.APLICANDO, trabajo__estado__in=EN_CURSO)
    for carga in viejas.filter(estado__in=ABIERTAS).exclude(viva).order_by("pk"):
        cerrar_descartada(actor=None, carga=carga)
    cerradas = Carga.objects.filter(subida_en__lt=limite).exclude(estado__in=ABIERTAS)
    for carga in cerradas.exclude(archivo=None).order_by("pk"):
        vaciar(carga)
    LineaRechazada.objects.filter(carga__in=cerradas).delete()
    return cerradas.exclude(archivo=None).update(archivo=None)
