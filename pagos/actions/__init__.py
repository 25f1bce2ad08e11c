"""Every change of a payment. As in ``solicitudes.actions``: keyword-only, explicit actor, one transaction."""

from pagos.actions.cobro import responder_con_pago, retirar_cobro, solicitar_pago
from pagos.actions.comprobante import informar_pago, rechazar_pago, validar_pago
from pagos.actions.formas import cambiar_traba, guardar_formas
from pagos.actions.plazo import aceptar_pago_por_plazo, confirmar_pago, revertir_aceptacion

__all__ = [
    "aceptar_pago_por_plazo",
    "cambiar_traba",
    "confirmar_pago",
    "guardar_formas",
    "informar_pago",
    "rechazar_pago",
    "responder_con_pago",
    "retirar_cobro",
    "revertir_aceptacion",
    "solicitar_pago",
    "validar_pago",
]
