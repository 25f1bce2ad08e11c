"""What the payment's actions share: what every event says of a payment, and how a decision is written down."""

from datetime import datetime
from typing import Any

from pagos.models import Cobro, Comprobante, EstadoComprobante
from solicitudes.actions.aplicar import cambio_de_estado
from solicitudes.models import Solicitud


def de_cobro(cobro: Cobro) -> dict[str, Any]:
    """What every event of a payment says of it."""
    return {"cobro": cobro.pk, "monto": cobro.monto}


def de_comprobante(comprobante: Comprobante) -> dict[str, Any]:
    return {**de_cobro(comprobante.cobro), "comprobante": comprobante.pk}


def decidir(comprobante: Comprobante, estado: EstadoComprobante, *, por: Any, instante: datetime) -> None:
    """Writes down who decided on a proof, and when; nobody is the system."""
    comprobante.estado, comprobante.decidido_por, comprobante.decidido_en = estado, por, instante
    comprobante.save(update_fields=["estado", "decidido_por", "decidido_en"])


def exigir_visto(solicitud: Solicitud, ahora_es: int, vio: int | None) -> None:
    """Nobody decides on a proof, or pays an amount, that took the place of the one on their screen."""
    if vio is not None and vio != ahora_es:
        raise cambio_de_estado(solicitud, "El pago cambió mientras tenías abierta la página. Revísalo de nuevo.")
