"""Comunas of very low density, where a distributor has more days (reglas.md 3; DS 57 art. 15 c).

The load brings none, so one that is withdrawn goes: its events tell it.
"""

from catalogo.cambios.comun import CambioRechazado, en_fila
from catalogo.models import Comuna, Distribuidora, MuyBajaDensidad


def foto(fila: MuyBajaDensidad) -> dict[str, str]:
    return {"distribuidora": fila.distribuidora.nombre, "comuna": fila.comuna.nombre}


def ya_esta(distribuidora: Distribuidora, comuna: Comuna) -> str:
    """Why it cannot be added; empty when it can."""
    hay = MuyBajaDensidad.objects.filter(distribuidora=distribuidora, comuna=comuna).exists()
    return f"{comuna} ya está en la lista de {distribuidora}. Elige otra comuna" if hay else ""


def agregar(*, distribuidora: Distribuidora, comuna: Comuna) -> MuyBajaDensidad:
    """Inside the caller's transaction. Raises ``CambioRechazado``."""
    en_fila()
    if repetida := ya_esta(distribuidora, comuna):
        raise CambioRechazado("comuna", repetida)
    return MuyBajaDensidad.objects.create(distribuidora=distribuidora, comuna=comuna)


def quitar(*, densidad_id: int) -> dict[str, str]:
    """How it was. Raises ``CambioRechazado`` when it is gone."""
    en_fila()
    fila = MuyBajaDensidad.objects.select_related("distribuidora", "comuna").filter(pk=densidad_id).first()
    if fila is None:
        raise CambioRechazado("", "Otra persona ya quitó esa comuna de la lista.")
    antes = foto(fila)
    fila.delete()
    return antes
