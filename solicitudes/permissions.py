"""The third door: may this user do this to this request now? One answer for guards, buttons and pages.

``motivo_de_rechazo`` gives None or a ``Motivo`` with the code of the answer: 403 when the role never has the
action, 409 when it has it but the state, the form or a condition does not allow it now.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from cuentas.models import Perfil
from nucleo.comun.reloj import hoy
from solicitudes.estados import (
    TRANSICIONES,
    Accion,
    Condicion,
    Estado,
    Parte,
    Tipo,
    Transicion,
    filas,
)
from solicitudes.models import Solicitud

PARTE_DE = {
    Perfil.SOLICITANTE: Parte.SOLICITANTE,
    Perfil.DISTRIBUIDORA: Parte.DISTRIBUIDORA,
    Perfil.SEC: Parte.SEC,
}


@dataclass(frozen=True)
class Motivo:
    codigo: int
    mensaje: str


def _tiene_otra_aceptacion(solicitud: Solicitud) -> bool:
    """P-06: once per account until a person confirms; the flag stands for 'not yet confirmed'."""
    de_la_cuenta = Solicitud.objects.aceptadas_sin_confirmar().filter(solicitante_id=solicitud.solicitante_id)
    return bool(de_la_cuenta.exclude(pk=solicitud.pk).exists())


def _vencio(ultimo_dia: date | None) -> bool:
    """A term ends at 23:59:59 in Chile of its last day; what has no term never lapses."""
    return ultimo_dia is not None and hoy() > ultimo_dia


CUMPLE: dict[Condicion, Callable[[Solicitud], bool]] = {
    Condicion.CON_RESPUESTA: lambda solicitud: solicitud.respondida_en is not None,
    Condicion.SIN_RESPUESTA: lambda solicitud: solicitud.respondida_en is None,
    Condicion.PAGO_SIN_REVISAR: lambda solicitud: solicitud.pago_sin_revisar,
    Condicion.SIN_ABRIR: lambda solicitud: solicitud.abierta_en is None,
    Condicion.AUMENTA_CAPACIDAD: lambda solicitud: solicitud.aumenta_capacidad,
    Condicion.SIN_OTRA_ACEPTACION: lambda solicitud: not _tiene_otra_aceptacion(solicitud),
    Condicion.EN_PLAZO: lambda solicitud: not _vencio(solicitud.vence_el),
    Condicion.PLAZO_VENCIDO: lambda solicitud: _vencio(solicitud.vence_el),
    Condicion.SIN_PRORROGA: lambda solicitud: solicitud.prorrogada_hasta is None,
    Condicion.EN_PLAZO_DE_RESPUESTA: lambda solicitud: not _vencio(solicitud.plazo_respuesta_el),
}


def parte_de(user: Any, solicitud: Solicitud | None = None) -> Parte | None:
    """As which party the user acts on the request; None when they are no party to it. No user is the system."""
    if user is None:
        return Parte.SISTEMA
    if not user.is_authenticated or not user.is_active:
        return None
    parte = PARTE_DE[Perfil(user.perfil)]
    if solicitud is None or parte == Parte.SEC:
        return parte
    if parte == Parte.DISTRIBUIDORA:
        return parte if solicitud.distribuidora_id == user.distribuidora_id else None
    return parte if solicitud.solicitante_id == user.pk else None


def transicion(accion: Accion, parte: Parte, solicitud: Solicitud) -> Transicion | None:
    """The one row of the table that applies to this request now, or None."""
    for fila in filas(accion, parte):
        if (
            Estado(solicitud.estado) in fila.desde
            and Tipo(solicitud.tipo) in fila.tipos
            and all(CUMPLE[condicion](solicitud) for condicion in fila.cuando)
        ):
            return fila
    return None


def motivo_de_rechazo(user: Any, accion: Accion, solicitud: Solicitud) -> Motivo | None:
    """Why ``user`` may not do ``accion`` to ``solicitud`` now; None when they may."""
    parte = parte_de(user, solicitud)
    if parte is None or not filas(accion, parte):
        return Motivo(403, "Tu perfil no puede hacer esto.")
    if transicion(accion, parte, solicitud) is None:
        return Motivo(
            409,
            f"La solicitud está en «{Estado(solicitud.estado).etiqueta}» y ya no admite este paso.",
        )
    return None


def acciones_posibles(user: Any, solicitud: Solicitud) -> frozenset[Accion]:
    """What the page may offer as buttons: exactly what the guard would let through."""
    posibles = {fila.accion for fila in TRANSICIONES if not fila.nace}
    return frozenset(accion for accion in posibles if motivo_de_rechazo(user, accion, solicitud) is None)
