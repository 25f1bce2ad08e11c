"""The register of each distributor and what an account has to do with it (reglas.md 8)."""

from suministros.models.registro import EstadoFactura, EstadoSuministro, Factura, Suministro
from suministros.models.vinculos import PoderSuministro, Vinculo

__all__ = ["EstadoFactura", "EstadoSuministro", "Factura", "PoderSuministro", "Suministro", "Vinculo"]
