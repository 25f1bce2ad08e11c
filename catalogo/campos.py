"""Fields of the forms that choose from the catalogue."""

from typing import Any

from django import forms

from catalogo.models import Distribuidora


class CampoDistribuidora(forms.ModelChoiceField):
    """The own distributor of whoever fills the form: one of those in service."""

    def __init__(self, **opciones: Any) -> None:
        comunes: dict[str, Any] = {
            "label": "Distribuidora",
            "queryset": Distribuidora.objects.filter(activa=True),
            "empty_label": "Selecciona una distribuidora",
            "help_text": "Su nombre aparece en tu última boleta.",
            "error_messages": {
                "required": "Elige tu distribuidora",
                "invalid_choice": "Elige una distribuidora de la lista",
            },
        }
        super().__init__(**comunes | opciones)
