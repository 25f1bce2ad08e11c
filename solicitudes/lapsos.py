"""What the clock does alone when a term has passed, and the sweep that does it.

Each lapse is one action on one request in its own transaction: the lock and the fresh date decide, so that any number
of schedulers, and a person in the same minute, leave one winner (CON-7).
"""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db.models.expressions import Combinable

from catalogo.reglas import MC_OBJECION, automatica
from nucleo.comun.errores import EstadoCambio
from nucleo.comun.reloj import hoy
from solicitudes.estados import LAPSAN, Estado
from solicitudes.models import Solicitud

POR_VUELTA = 500

registro = logging.getLogger(__name__)


@dataclass(frozen=True)
class Lapso:
    """In ``estado``, past ``vence_el``: ``accion(solicitud_id=…)``, unless SEC switched ``automatica`` off.

    ``salvo``: those that a rule of the action holds back anyway, so that the sweep does not try them every minute.
    """

    estado: Estado
    accion: Callable[..., Any]
    automatica: str = ""
    salvo: Combinable | None = None


_lapsos: dict[Estado, Lapso] = {}


def registrar(
    estado: Estado, accion: Callable[..., Any], *, automatica: str = "", salvo: Combinable | None = None
) -> None:
    """Each app declares in ``ready()`` what lapses in a state of its own; that state is in ``LAPSAN``."""
    if estado not in LAPSAN:
        raise ValueError(f"{estado} no está en el índice de lo que vence")
    _lapsos[estado] = Lapso(estado, accion, automatica, salvo)


def registrar_los_de_solicitudes() -> None:
    from solicitudes.actions import cerrar_manifestacion, vencer

    registrar(Estado.OBSERVADA, vencer)
    registrar(Estado.ENVIADO, cerrar_manifestacion, automatica=MC_OBJECION)


def barrer(limite: int = POR_VUELTA) -> int:
    """Takes every lapse that is due, at most ``limite`` of each kind, and returns how many it took."""
    return sum(_barrer(lapso, limite) for lapso in _lapsos.values() if _encendido(lapso))


def _encendido(lapso: Lapso) -> bool:
    return not lapso.automatica or automatica(lapso.automatica)


def _barrer(lapso: Lapso, limite: int) -> int:
    vencidas = Solicitud.objects.filter(estado=lapso.estado, vence_el__lt=hoy()).order_by("vence_el", "pk")
    if lapso.salvo is not None:
        vencidas = vencidas.exclude(lapso.salvo)
    tomadas = 0
    # Newest last; one that is held back since this was read stays, and does not fill the turn of the others.
    for solicitud_id in vencidas.values_list("pk", flat=True).iterator():
        tomadas += _tomar(lapso, solicitud_id)
        if tomadas >= limite:
            break
    return tomadas


def _tomar(lapso: Lapso, solicitud_id: int) -> int:
    try:
        lapso.accion(solicitud_id=solicitud_id)
    except EstadoCambio:
        return 0  # somebody acted first, or a rule holds it back (P-06: one unconfirmed acceptance per account)
    except Exception:
        # One broken request must not keep the whole country's terms from lapsing.
        registro.exception("El lapso de la solicitud %s no se pudo aplicar", solicitud_id)
        return 0
    return 1
