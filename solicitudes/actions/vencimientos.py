"""The clock's own transitions: what lapses when a term has passed. Actor None is the system.

Each takes the same lock as people do and re-checks the date on the fresh row, so two schedulers, or a person in the
same minute, leave one winner (seguridad.md 4.4).
"""

from datetime import datetime

from nucleo.comun.transacciones import en_transaccion
from solicitudes.actions.aplicar import Datos, _aplicar
from solicitudes.estados import Accion
from solicitudes.models import Solicitud


@en_transaccion
def vencer(*, solicitud_id: int) -> Solicitud:
    """Ends a request whose correction never came (L-05). Raises ``EstadoCambio`` before its time."""
    return _aplicar(solicitud_id=solicitud_id, accion=Accion.VENCER, actor=None, direccion=None, hijos=lo_vencido)


@en_transaccion
def cerrar_manifestacion(*, solicitud_id: int) -> Solicitud:
    """Closes an MC to which nobody objected in time (L-06). Raises ``EstadoCambio`` before its time."""
    return _aplicar(
        solicitud_id=solicitud_id, accion=Accion.CERRAR_MANIFESTACION, actor=None, direccion=None, hijos=lo_vencido
    )


def lo_vencido(solicitud: Solicitud, instante: datetime) -> Datos:
    """The last day that was let pass, for the event and its message."""
    return {"vencia_el": solicitud.vence_el.isoformat() if solicitud.vence_el else ""}
