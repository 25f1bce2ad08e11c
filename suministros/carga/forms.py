from django import forms

from nucleo.comun.formularios import FormularioPortal
from suministros.models import ClaseCarga

_ELIGE = "Elige si el archivo trae suministros o facturas"


class FormularioCarga(FormularioPortal):
    """Which of the two files it is."""

    clase = forms.ChoiceField(
        label="¿Qué trae el archivo?",
        choices=ClaseCarga,
        widget=forms.RadioSelect,
        help_text="Carga primero los suministros: una factura necesita el suyo.",
        error_messages={"required": _ELIGE, "invalid_choice": _ELIGE},
    )
