"""What the payment's actions share: what every event says of a payment, and how a decision is written down."""

from datetime import datetime
from typing import Any

from pagos.models import Cobro, Comprobante, EstadoComprobante


def de_cobro(cobro: Cobro) -> dict[str, Any]:
    """What every event of a payment says of it."""
    return {"cobro": cobro.pk, "monto": cobro.monto}


def de_comprobante(comprobante: Comprobante) -> dict[str, Any]:
    return {**de_cobro(comprobante.cobro), "comprobante": comprobante.pk}


def decidir(comprobante: Comprobante, estado: EstadoComprobante, *, por: Any, instante: datetime) -> None:
    """Writes down who decided on a proof, and when; nobody is the system."""
    comprobante.estado, comprobante.decidido_por, comprobante.decidido_en = estado, por, instante
    comprobante.save(update_fields=["estado", "decidido_por", "decidido_en"])
