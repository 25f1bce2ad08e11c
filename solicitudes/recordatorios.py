"""Reminders to whoever owes something: 3 and 1 hábil days before, on the last day, and once when it is late.

In business hours only. Each is one outbox row whose key names the obligation and the moment, so that two schedulers,
or a sweep that runs again, never send it twice (CON-7).
"""

from datetime import date, timedelta
from itertools import islice
from typing import Any

from django.db import transaction
from django.db.models import Q

from catalogo.horario import en_horario
from catalogo.plazos import Calendario, calendario, fecha_larga, habiles_entre, restan
from nucleo.avisos import redactores
from nucleo.avisos.actions import Pedido, encolar_varios
from nucleo.avisos.clases import Clase as DeAviso
from nucleo.avisos.correo import de_catalogo
from nucleo.avisos.mensajes_nombres import NOMBRES
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
ATRASADA = "atraso"
TANDA = 500  # obligations per round: a sweep takes three statements for each
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
    momentos, nuevos = _momentos(dias), 0
    por_recordar = _por_recordar(momentos).iterator(chunk_size=TANDA)
    while tanda := list(islice(por_recordar, TANDA)):
        with transaction.atomic():
            nuevos += encolar_varios(p for fila in tanda if (p := _pedido(fila, momentos)) is not None)
    return nuevos


def _momentos(dias: Calendario) -> dict[date, str]:
    """The last days of which today is a day to remind, with the reminder that it is."""
    # Three hábil days are never more than twenty away.
    cerca = (hoy() + timedelta(days=n) for n in range(-_ATRASO_HASTA.days, 21))
    return {dia: momento for dia in cerca if (momento := _momento(dia, dias)) is not None}


def _por_recordar(momentos: dict[date, str]) -> Any:
    """Rows and not objects: a sweep may walk ten thousand. As ``_pedido`` takes them."""
    de_la_distribuidora = Q(clase__in=_DE_LA_DISTRIBUIDORA) | Q(clase=Clase.OBJECION, solicitud__aumenta_capacidad=True)
    return (
        Obligacion.objects.filter(de_la_distribuidora | Q(clase=Clase.CORRECCION), termina_en=None)
        .filter(vence_el__in=momentos)
        .order_by("vence_el", "pk")
        .values_list(
            "pk",
            "clase",
            "vence_el",
            "solicitud__solicitante_id",
            "solicitud__solicitante__email",
            "solicitud__distribuidora__correo_avisos",
        )
    )


def _pedido(fila: tuple[Any, ...], momentos: dict[date, str]) -> Pedido | None:
    """The message for the outbox; None for what lapses by itself, which the lapse tells."""
    pk, clase, vence_el, duena, correo, de_avisos = fila
    momento, al_solicitante = momentos[vence_el], clase == Clase.CORRECCION
    if momento == ATRASADA and clase in (Clase.CORRECCION, Clase.OBJECION):
        return None
    return {
        "clave": AL_SOLICITANTE if al_solicitante else ATRASO if momento == ATRASADA else A_LA_DISTRIBUIDORA,
        "evento": f"recordatorio:{pk}:{momento}",
        "destinatario": correo if al_solicitante else de_avisos,
        "usuario": duena if al_solicitante else None,
        "contexto": {"obligacion": pk},
    }


def _momento(vence_el: date, dias: Calendario) -> str | None:
    """Which reminder today is for; None for no day of one."""
    if hoy() > vence_el:
        return ATRASADA if habiles_entre(vence_el, hoy(), dias) else None
    quedan = restan(vence_el, hoy(), dias)
    return f"faltan-{quedan}" if quedan in DIAS_ANTES else None


def registrar() -> None:
    for clave in (AL_SOLICITANTE, A_LA_DISTRIBUIDORA, ATRASO):
        redactores.registrar(clave, _redactar, clase=DeAviso.PRESCINDIBLE, nombre=NOMBRES[clave].nombre)


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
    if aviso.clave == AL_SOLICITANTE:
        suyo = solicitud.solicitante.email if solicitud.solicitante.is_active else ""
    else:
        suyo = solicitud.distribuidora.correo_avisos
    if suyo != aviso.destinatario:
        return None
    valores = datos(solicitud) | {
        "plazo": fecha_larga(obligacion.vence_el),
        "documentos": _TAREA.get(Clase(obligacion.clase), ""),
    }
    return de_catalogo(aviso, solicitud.tipo, valores)
