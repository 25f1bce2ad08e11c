"""The answer of D-04; its file is a document field beside it."""

from django import forms

from nucleo.comun.envios import CampoToken
from nucleo.comun.formularios import FormularioPortal
from nucleo.comun.texto import una_linea


class FormularioRespuesta(FormularioPortal):
    """What the distributor writes; the file is judged apart."""

    numero_solicitud = forms.CharField(
        label="Tu N° de solicitud",
        required=False,
        max_length=40,
        help_text="El número con que tu distribuidora identifica esta solicitud.",
        error_messages={"max_length": "El N° de solicitud debe tener 40 caracteres o menos"},
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    comentario = forms.CharField(
        label="Comentarios",
        required=False,
        max_length=4000,
        error_messages={"max_length": "Los comentarios deben tener 4.000 caracteres o menos"},
        widget=forms.Textarea(attrs={"rows": 5}),
    )
    token = CampoToken()

    def clean_numero_solicitud(self) -> str:
        return una_linea(self.cleaned_data["numero_solicitud"])
