"""The register of each distributor and what an account has to do with it (reglas.md 8)."""

from suministros.models.carga import (
    ABIERTAS,
    Carga,
    ClaseCarga,
    EstadoCarga,
    LineaFactura,
    LineaRechazada,
    LineaSuministro,
)
from suministros.models.planes import CuotaDePlan, FacturaEnPlan, LimitesDePlan, Plan
from suministros.models.registro import EstadoFactura, EstadoSuministro, Factura, Suministro
from suministros.models.tramites import ArchivoDeTramite, MensajeDeTramite, TipoDeTramite, Tramite
from suministros.models.vinculos import PoderSuministro, Vinculo

__all__ = [
    "ABIERTAS",
    "ArchivoDeTramite",
    "Carga",
    "ClaseCarga",
    "CuotaDePlan",
    "EstadoCarga",
    "EstadoFactura",
    "EstadoSuministro",
    "Factura",
    "FacturaEnPlan",
    "LimitesDePlan",
    "LineaFactura",
    "LineaRechazada",
    "LineaSuministro",
    "MensajeDeTramite",
    "Plan",
    "PoderSuministro",
    "Suministro",
    "TipoDeTramite",
    "Tramite",
    "Vinculo",
]
