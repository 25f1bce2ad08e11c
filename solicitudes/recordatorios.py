"""Reminders to whoever owes something: 3 and 1 hábil days before, on the last day, and once when it is late.

In business hours only. Each is one outbox row whose key names the obligation and the moment, so that two schedulers,
or a sweep that runs again, never send it twice (CON-7).
"""

from datetime import date, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Q

from catalogo.horario import en_horario
from catalogo.plazos import Calendario, calendario, fecha_larga, habiles_entre, restan
from nucleo.avisos import redactores
from nucleo.avisos.actions import encolar
from nucleo.avisos.correo import de_catalogo
from nucleo.avisos.models import Aviso
from nucleo.avisos.redactores import Redactado
from nucleo.comun.reloj import ahora, hoy
from solicitudes.datos_de_aviso import datos
from solicitudes.models import Obligacion
from solicitudes.pasos import Clase

AL_SOLICITANTE, A_LA_DISTRIBUIDORA, ATRASO = (
    "recordatorio_solicitante",
    "recordatorio_distribuidora",
    "recordatorio_atraso",
)
DIAS_ANTES = (3, 1, 0)
# A late one is told once; a server that was off for longer tells no more of it than the radar does.
_ATRASO_HASTA = timedelta(days=14)
# To ask for a correction is a right, not a duty: nobody is reminded of it.
_DE_LA_DISTRIBUIDORA = (Clase.RESPUESTA, Clase.VALIDACION, Clase.COMPLEMENTO, Clase.CONEXION)
_TAREA = {
    Clase.RESPUESTA: "falta la respuesta",
    Clase.VALIDACION: "falta validar el comprobante de pago",
    Clase.COMPLEMENTO: "falta completar la respuesta",
    Clase.CONEXION: "falta hacer y registrar la conexión",
    Clase.OBJECION: "puede objetar el aumento de capacidad",
}


def recordar() -> int:
    """Queues the reminders that are due now and returns how many were new; none outside business hours."""
    dias = calendario()
    if not en_horario(ahora(), dias):
        return 0
    return sum(_recordar(obligacion, dias) for obligacion in _por_recordar())


def _por_recordar() -> Any:
    hasta = hoy() + timedelta(days=20)  # three hábil days are never more than this away
    de_la_distribuidora = Q(clase__in=_DE_LA_DISTRIBUIDORA) | Q(clase=Clase.OBJECION, solicitud__aumenta_capacidad=True)
    return (
        Obligacion.objects.filter(de_la_distribuidora | Q(clase=Clase.CORRECCION), termina_en=None)
        .filter(vence_el__lte=hasta, vence_el__gte=hoy() - _ATRASO_HASTA)
        .select_related("solicitud__solicitante", "solicitud__distribuidora")
        .order_by("vence_el", "pk")
        .iterator(chunk_size=500)
    )


def _recordar(obligacion: Obligacion, dias: Calendario) -> int:
    momento = _momento(obligacion.vence_el, dias)
    if momento is None or (momento == "atraso" and obligacion.clase in (Clase.CORRECCION, Clase.OBJECION)):
        return 0  # what lapses by itself is told by the lapse
    solicitud = obligacion.solicitud
    al_solicitante = obligacion.clase == Clase.CORRECCION
    clave = AL_SOLICITANTE if al_solicitante else ATRASO if momento == "atraso" else A_LA_DISTRIBUIDORA
    with transaction.atomic():
        aviso = encolar(
            clave=clave,
            evento=f"recordatorio:{obligacion.pk}:{momento}",
            destinatario=solicitud.solicitante.email if al_solicitante else solicitud.distribuidora.correo_avisos,
            usuario=solicitud.solicitante if al_solicitante else None,
            contexto={"obligacion": obligacion.pk},
        )
    return int(aviso is not None)


def _momento(vence_el: date, dias: Calendario) -> str | None:
    """Which reminder today is for; None for no day of one."""
    if hoy() > vence_el:
        return "atraso" if habiles_entre(vence_el, hoy(), dias) else None
    quedan = restan(vence_el, hoy(), dias)
    return f"faltan-{quedan}" if quedan in DIAS_ANTES else None


def registrar() -> None:
    for clave in (AL_SOLICITANTE, A_LA_DISTRIBUIDORA, ATRASO):
        redactores.registrar(clave, _redactar)


def _redactar(aviso: Aviso) -> Redactado | None:
    """Nobody is reminded of what was done between the queue and the post, nor at an address that changed."""
    obligacion = (
        Obligacion.objects.select_related("solicitud__solicitante", "solicitud__distribuidora")
        .filter(pk=aviso.contexto.get("obligacion"), termina_en=None)
        .first()
    )
    if obligacion is None:
        return None
    solicitud = obligacion.solicitud
    suyo = solicitud.solicitante.email if aviso.clave == AL_SOLICITANTE else solicitud.distribuidora.correo_avisos
    if suyo != aviso.destinatario:
        return None
    valores = datos(solicitud) | {
        "plazo": fecha_larga(obligacion.vence_el),
        "documentos": _TAREA.get(Clase(obligacion.clase), ""),
    }
    return de_catalogo(aviso, solicitud.tipo, valores)
