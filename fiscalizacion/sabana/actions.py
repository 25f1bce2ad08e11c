"""Ordering the files, and building them in the worker."""

from pathlib import Path
from typing import Any

from fiscalizacion.sabana import archivo
from nucleo.comun.errores import NoPermitido
from nucleo.comun.reloj import hoy
from nucleo.comun.transacciones import en_transaccion
from nucleo.trabajos import constructores
from nucleo.trabajos.actions import pedir
from nucleo.trabajos.constructores import Avance, Ficha
from nucleo.trabajos.models import Trabajo

TIPO_DE_TRABAJO, TIPO_DE_EVENTOS = "sabana", "sabana-eventos"
_NOMBRES = {TIPO_DE_TRABAJO: "sabana", TIPO_DE_EVENTOS: "eventos"}


def registrar() -> None:
    ficha = Ficha(sala=("Data", "fiscalizacion:data"))
    constructores.registrar(TIPO_DE_TRABAJO, construir_solicitudes, ficha)
    constructores.registrar(TIPO_DE_EVENTOS, construir_eventos, ficha)


@en_transaccion
def pedir_sabana(
    *, actor: Any, filtros: dict[str, str], formato: str = archivo.EXCEL, con_eventos: bool = False
) -> list[Trabajo]:
    """Orders the file, and that of the events if wanted; equal orders of the last five minutes share one (F-04).

    ``filtros``: those of ``consulta.seleccionar``; ``formato``: one of ``archivo.FORMATOS``. Raises ``NoPermitido``.
    """
    if not actor.es_sec:
        raise NoPermitido("Solo la SEC descarga la sábana.")
    tipos = (TIPO_DE_TRABAJO, TIPO_DE_EVENTOS) if con_eventos else (TIPO_DE_TRABAJO,)
    return [
        pedir(
            tipo=tipo,
            usuario=actor,
            filtros={**filtros, "formato": formato},
            nombre=f"{_NOMBRES[tipo]}-{hoy():%Y-%m-%d}.{formato}",
        )
        for tipo in tipos
    ]


def construir_solicitudes(trabajo: Trabajo, ruta: Path, avance: Avance) -> None:
    total = archivo.escribir_solicitudes(ruta, trabajo.filtros, **_pedido(trabajo), avance=avance)
    avance(total, total)


def construir_eventos(trabajo: Trabajo, ruta: Path, avance: Avance) -> None:
    total = archivo.escribir_eventos(ruta, trabajo.filtros, **_pedido(trabajo), avance=avance)
    avance(total, total)


def _pedido(trabajo: Trabajo) -> dict[str, str]:
    """Raises ``NoPermitido`` when the account was closed meanwhile."""
    if not (trabajo.usuario.is_active and trabajo.usuario.es_sec):
        raise NoPermitido("La cuenta ya no es de la SEC.")
    return {"por": trabajo.usuario.nombre, "formato": trabajo.filtros.get("formato", archivo.EXCEL)}
