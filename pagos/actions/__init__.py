"""Every change of a payment. As in ``solicitudes.actions``: keyword-only, explicit actor, one transaction."""

from pagos.actions.cartola import aplicar_linea, descartar_cartola, importar_cartola, olvidar_columnas
from pagos.actions.cobro import responder_con_pago, retirar_cobro, solicitar_pago
from pagos.actions.comprobante import informar_pago, rechazar_pago, validar_pago
from pagos.actions.formas import cambiar_traba, guardar_formas
from pagos.actions.plazo import aceptar_pago_por_plazo, confirmar_pago, revertir_aceptacion

__all__ = [
    "aceptar_pago_por_plazo",
    "aplicar_linea",
    "cambiar_traba",
    "confirmar_pago",
    "descartar_cartola",
    "guardar_formas",
    "importar_cartola",
    "informar_pago",
    "olvidar_columnas",
    "rechazar_pago",
    "responder_con_pago",
    "retirar_cobro",
    "revertir_aceptacion",
    "solicitar_pago",
    "validar_pago",
]
