"""Holidays: added, renamed, taken out of the count and put back. None is deleted: the next load would bring it back."""

from datetime import date
from typing import Any

from catalogo.cambios.comun import CambioRechazado, en_fila
from catalogo.models import Feriado, Region


def foto(feriado: Feriado) -> dict[str, Any]:
    return {
        "fecha": feriado.fecha.isoformat(), "feriado": feriado.nombre, "region": feriado.region_id or "",
        "cuenta": feriado.vigente,
    }  # fmt: skip


def ya_esta(fecha: date, region: Region | None) -> str:
    """Why a holiday of that day and region cannot be added; empty when it can."""
    fila = Feriado.objects.filter(fecha=fecha, region=region).first()
    if fila is None:
        return ""
    if fila.vigente:
        return f"El {fecha:%d-%m-%Y} ya es feriado: {fila.nombre}"
    return f"El {fecha:%d-%m-%Y} ya está en la lista, quitado: {fila.nombre}. Ábrelo y vuelve a ponerlo"


def agregar(*, fecha: date, nombre: str, region: Region | None) -> Feriado:
    """Inside the caller's transaction. Raises ``CambioRechazado`` when the day has one in that region already."""
    en_fila()
    if repetido := ya_esta(fecha, region):
        raise CambioRechazado("fecha", repetido)
    return Feriado.objects.create(fecha=fecha, nombre=nombre, region=region)


def cambiar(*, feriado_id: int, nombre: str, vigente: bool) -> tuple[Feriado, dict[str, Any]]:
    """The holiday as it stays, and how it was."""
    en_fila()
    feriado = Feriado.objects.select_for_update().get(pk=feriado_id)
    antes = foto(feriado)
    feriado.nombre, feriado.vigente = nombre, vigente
    feriado.save(update_fields=["nombre", "vigente"])
    return feriado, antes
