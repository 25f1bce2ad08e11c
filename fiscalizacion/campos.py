"""Fields that several filters of SEC share."""

from typing import Any

from django import forms

from catalogo.models import Distribuidora


class CampoDistribuidora(forms.ModelChoiceField):
    """One distributor by its prefix, or all of them."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            label="Distribuidora",
            required=False,
            queryset=Distribuidora.objects.all(),
            to_field_name="prefijo",
            empty_label="Todas",
            **kwargs,
        )
