"""What SEC sets going."""

from pathlib import Path
from typing import Any

from fiscalizacion.sabana import TIPO_DE_TRABAJO, construir
from nucleo.comun.errores import NoPermitido
from nucleo.comun.reloj import hoy
from nucleo.comun.transacciones import en_transaccion
from nucleo.trabajos.actions import pedir
from nucleo.trabajos.models import Trabajo


@en_transaccion
def pedir_sabana(*, actor: Any, filtros: dict[str, str]) -> Trabajo:
    """Orders the file; equal orders of the last five minutes share one (F-04). Raises ``NoPermitido``."""
    if not actor.es_sec:
        raise NoPermitido("Solo la SEC descarga la sábana.")
    return pedir(
        tipo=TIPO_DE_TRABAJO,
        usuario=actor,
        filtros=filtros,
        nombre=f"sabana-{hoy():%Y-%m-%d}.xlsx",
    )


def construir_trabajo(trabajo: Trabajo, ruta: Path, avance: Any) -> None:
    """The builder that ``trabajos`` calls in the worker."""
    construir(ruta, trabajo.filtros, por=trabajo.usuario.nombre, avance=avance)
