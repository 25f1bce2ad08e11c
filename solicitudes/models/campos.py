"""Fields that several models share."""

from django.db import models


def kw(nombre: str) -> models.DecimalField:
    """A capacity in kW with three decimals, or unknown."""
    return models.DecimalField(f"{nombre} (kW)", max_digits=8, decimal_places=3, null=True, blank=True)
