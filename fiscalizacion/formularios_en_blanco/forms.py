"""Shape of what SEC sends: the file of a blank form."""

from django import forms

from catalogo.formularios import LIMITES
from nucleo.comun.formularios import FormularioPortal


class FormularioOficial(FormularioPortal):
    archivo = forms.FileField(
        label="Formulario oficial",
        error_messages={"required": "Adjunta el formulario oficial"},
        allow_empty_file=True,  # the file room says it in its own words
        help_text=f"{LIMITES.describir()}. Lo podrá bajar cualquier persona.",
        widget=forms.FileInput(attrs={"accept": LIMITES.accept()}),
    )
