"""The documents of a request as they were filed: the current version first, the older ones under it."""

from dataclasses import dataclass

from solicitudes.models import Adjunto
from solicitudes.presentacion.legajo import Legajo


@dataclass(frozen=True)
class DocumentoDeCaso:
    """One version. ``etiqueta``: what it is besides current; ``aviso``: why the distributor wants another."""

    adjunto: Adjunto
    etiqueta: str = ""
    aviso: str = ""


def vigentes(legajo: Legajo) -> list[DocumentoDeCaso]:
    """The last version of each document, in the order in which each was first filed."""
    pedidos = {documento.codigo: documento.motivo for documento in legajo.por_corregir}
    return [_vigente(versiones[-1], pedidos) for versiones in _por_codigo(legajo).values()]


def anteriores(legajo: Legajo) -> list[DocumentoDeCaso]:
    """Every version that a corrected one replaced: nothing filed is ever lost (reglas.md 2)."""
    return [
        DocumentoDeCaso(adjunto, f"Versión {adjunto.version}")
        for versiones in _por_codigo(legajo).values()
        for adjunto in reversed(versiones[:-1])
    ]


def _vigente(adjunto: Adjunto, pedidos: dict[str, str]) -> DocumentoDeCaso:
    if adjunto.codigo in pedidos:
        motivo = pedidos[adjunto.codigo]
        return DocumentoDeCaso(adjunto, aviso=f"Por corregir: {motivo}" if motivo else "Por corregir")
    return DocumentoDeCaso(adjunto, etiqueta=f"Corregido, versión {adjunto.version}" if adjunto.version > 1 else "")


def _por_codigo(legajo: Legajo) -> dict[str, list[Adjunto]]:
    por_codigo: dict[str, list[Adjunto]] = {}
    for adjunto in legajo.adjuntos:
        por_codigo.setdefault(adjunto.codigo, []).append(adjunto)
    return {codigo: sorted(versiones, key=lambda a: a.version) for codigo, versiones in por_codigo.items()}
