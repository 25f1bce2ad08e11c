"""The first opening by the distributor: 'Nueva' ends for all its staff (reglas.md 1)."""

from datetime import datetime
from typing import Any

from nucleo.comun.errores import EstadoCambio
from solicitudes.actions.aplicar import _aplicar
from solicitudes.estados import Accion
from solicitudes.models import Solicitud


def abrir(*, actor: Any, solicitud: Solicitud, direccion: str | None = None) -> None:
    """Records the first opening by staff; later ones, and those of other parties, change nothing and lock nothing."""
    if not solicitud.es_nueva or not actor.es_distribuidora:
        return

    def hijos(fresca: Solicitud, instante: datetime) -> dict[str, Any]:
        fresca.abierta_en = instante
        return {}

    try:
        _aplicar(
            solicitud_id=solicitud.pk,
            accion=Accion.ABRIR,
            actor=actor,
            direccion=direccion,
            hijos=hijos,
            campos=["abierta_en"],
        )
    except EstadoCambio:
        return  # a colleague opened it in the same moment: theirs is the first
