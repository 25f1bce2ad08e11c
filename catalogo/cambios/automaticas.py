"""The clock's transitions that SEC may switch off (reglas.md 2)."""

from catalogo.cambios.comun import en_fila
from catalogo.models import ReglaAutomatica


def cambiar(*, codigo: str, activa: bool) -> tuple[ReglaAutomatica, bool]:
    """The rule as it stays, and whether it was on."""
    en_fila()
    regla = ReglaAutomatica.objects.select_for_update().get(codigo=codigo)
    antes, regla.activa = regla.activa, activa
    regla.save(update_fields=["activa"])
    return regla, antes
