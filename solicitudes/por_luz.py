"""The lights of DISENO 4.2 as conditions on rows, for the filter ``plazo`` of the lists.

``presentacion.luz`` says what each row shows; here is the same table for the database, and a test holds them together.
"""

from datetime import date, timedelta

from django.conf import settings
from django.db.models import Q

from catalogo.plazos import calendario, restan
from catalogo.semaforo import DIAS_POR_VENCER
from nucleo.comun.reloj import hoy
from solicitudes.estados import SIN_EFECTO, Estado, Tipo

NOMBRES = {
    "en-plazo": "En plazo",
    "por-vencer": "Por vencer",
    "hoy": "Vence hoy",
    "vencida": "Vencida",
    "pausada": "En pausa por una corrección",
    "cerrada": "Respondida",
    "sin-plazo": "Sin plazo",
}
_SIN_EFECTO = Q(estado__in=[estado.value for estado in sorted(SIN_EFECTO)])
_OBSERVADA = Q(estado=Estado.OBSERVADA)
# Its five days only let the system close it: nobody owes anything in them (DS 57 art. 20).
_SOLO_ENVIADA = Q(estado=Estado.ENVIADO, aumenta_capacidad=False)
_CON_FIN = Q(respondida_en__isnull=False) | Q(tipo=Tipo.MANIFESTACION, cerrada_en__isnull=False)
_QUIETA = ~_SIN_EFECTO & ~_OBSERVADA & Q(vence_el=None)
# The same on any day, so that an index can hold them (``models.indices``).
SIN_PLAZO = _SIN_EFECTO | (_QUIETA & ~_CON_FIN) | (_SOLO_ENVIADA & Q(vence_el__isnull=False))


def condicion(luz: str) -> Q:
    """The rows that show ``luz`` today, one of ``NOMBRES``."""
    corre = ~_SIN_EFECTO & ~_OBSERVADA & ~_SOLO_ENVIADA & Q(vence_el__isnull=False)
    dia = hoy()
    if luz == "pausada":
        return _OBSERVADA
    if luz == "cerrada":
        return _QUIETA & _CON_FIN
    if luz == "sin-plazo":
        return SIN_PLAZO
    if luz == "vencida":
        return corre & Q(vence_el__lt=dia)
    if luz == "hoy":
        return corre & Q(vence_el=dia)
    limite = _ultimo_por_vencer(dia)
    return corre & (Q(vence_el__gt=dia, vence_el__lte=limite) if luz == "por-vencer" else Q(vence_el__gt=limite))


def _ultimo_por_vencer(dia: date) -> date:
    """The last calendar day that is still within the limit of días hábiles; weekends stretch it."""
    dias, limite = calendario(), getattr(settings, "PLAZO_DIAS_POR_VENCER", DIAS_POR_VENCER)
    ultimo = dia
    while restan(ultimo + timedelta(days=1), dia, dias) <= limite:
        ultimo += timedelta(days=1)
    return ultimo
