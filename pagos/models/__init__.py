"""What pagos stores: payments and their proofs, and the bank statements that help to reconcile them."""

from pagos.models.cartolas import Cartola, FormatoCartola, LineaCartola
from pagos.models.cobros import Cobro, Comprobante, ContadorCobro, EstadoComprobante, FormasDePago, Metodo

__all__ = [
    "Cartola",
    "Cobro",
    "Comprobante",
    "ContadorCobro",
    "EstadoComprobante",
    "FormasDePago",
    "FormatoCartola",
    "LineaCartola",
    "Metodo",
]
