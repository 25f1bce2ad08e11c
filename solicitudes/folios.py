"""Folios: the distributor's prefix and one national consecutive number, without gaps (S-13)."""

from catalogo.models import Distribuidora
from solicitudes.models import ContadorFolio


def siguiente(distribuidora: Distribuidora) -> tuple[str, int]:
    """Takes the next number and returns it with its folio (``YN192``).

    The counter's row stays locked until the caller commits: a filing that fails gives its number back, which a
    sequence would not. Call it as late as possible.
    """
    contador = ContadorFolio.objects.select_for_update().get(pk=1)
    contador.ultimo += 1
    contador.save(update_fields=["ultimo"])
    # Read under the counter's lock, which is also that of a change of prefix (it is fixed by the first folio).
    prefijo = Distribuidora.objects.values_list("prefijo", flat=True).get(pk=distribuidora.pk)
    return f"{prefijo}{contador.ultimo}", contador.ultimo
