"""Who holds which order: every change of hands is one conditional statement, fenced by ``intentos``."""

from datetime import timedelta

from django.db import transaction
from django.db.models import Q, QuerySet
from django.db.models.functions import Now

from nucleo.archivos.models import Archivo
from nucleo.comun.reloj import ahora
from nucleo.comun.transacciones import uno_a_la_vez
from nucleo.trabajos import constructores
from nucleo.trabajos.models import EN_CURSO, Estado, Trabajo

ARRIENDO = timedelta(seconds=40)  # and a sweep every 5 s: a dead worker's order is taken again within 60 s
INTENTOS = 3
A_LA_VEZ = 1  # the other process of the worker is for the mail, and the other core for the web


def tomar(durante: Trabajo | None = None) -> Trabajo | None:
    """The oldest order that nobody holds, leased to the caller; None when there is none or others are busy.

    ``durante``: a long order that the caller holds and lets wait meanwhile; only a short one is given then.
    """
    with transaction.atomic():
        uno_a_la_vez("trabajos.cola")
        _enterrar()
        preparando = Trabajo.objects.filter(estado=Estado.PREPARANDO, arriendo__gte=Now())
        libres = Trabajo.objects.filter(_libre(), estado__in=EN_CURSO).order_by("creado_en")
        if durante:
            preparando = preparando.exclude(pk=durante.pk)
            libres = libres.exclude(tipo__in=constructores.que_ceden())
        if preparando.count() >= A_LA_VEZ:
            return None
        trabajo = libres.select_for_update(skip_locked=True).first()
        if trabajo is None:
            return None
        trabajo.intentos += 1
        Trabajo.objects.filter(pk=trabajo.pk).update(
            estado=Estado.PREPARANDO, intentos=trabajo.intentos, hechas=0, total=None, arriendo=Now() + ARRIENDO
        )
        trabajo.refresh_from_db()
        return trabajo


def _libre() -> Q:
    return Q(arriendo__isnull=True) | Q(arriendo__lt=Now())


def _enterrar() -> None:
    """What took three workers down with it is not given a fourth."""
    agotados = Trabajo.objects.filter(_libre(), estado=Estado.PREPARANDO, intentos__gte=INTENTOS)
    agotados.update(estado=Estado.FALLO, arriendo=None, terminado_en=ahora())


def renovar(trabajo: Trabajo, hechas: int, total: int | None) -> bool:
    """Keeps the lease and tells the progress; False when somebody else holds the order now."""
    return bool(_mio(trabajo).update(arriendo=Now() + ARRIENDO, hechas=hechas, total=total))


def entregar(trabajo: Trabajo, archivo: Archivo, hechas: int, total: int | None) -> bool:
    """Ties the finished file to the order; False, and the file is an orphan to sweep, when the order was lost."""
    return bool(
        _mio(trabajo).update(
            estado=Estado.LISTO, archivo=archivo, arriendo=None, terminado_en=ahora(), hechas=hechas, total=total
        )
    )


def devolver(trabajo: Trabajo) -> None:
    """After an error: back to the queue a little later, or failed for good after the third."""
    if trabajo.intentos < INTENTOS:
        espera = timedelta(seconds=5 * trabajo.intentos)
        _mio(trabajo).update(estado=Estado.EN_COLA, arriendo=Now() + espera)
    else:
        _mio(trabajo).update(estado=Estado.FALLO, arriendo=None, terminado_en=ahora())


def _mio(trabajo: Trabajo) -> "QuerySet[Trabajo]":
    return Trabajo.objects.filter(pk=trabajo.pk, estado=Estado.PREPARANDO, intentos=trabajo.intentos)
