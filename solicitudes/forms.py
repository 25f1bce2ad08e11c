"""Shape of what the request pages receive. A form never calls an action (arquitectura.md 2)."""

from typing import Any

from django import forms

from catalogo.lugares import comunas_por_region
from catalogo.models import Comuna, Distribuidora
from nucleo.comun.envios import CampoToken
from nucleo.comun.formularios import FormularioPortal
from nucleo.comun.texto import compacto, una_linea

ES_TITULAR = [("si", "Sí"), ("no", "No, actúo por otra persona")]


class FormularioDatos(FormularioPortal):
    """Step 1 of every form (S-03). ``datos()`` is what ``actions.enviar`` takes."""

    distribuidora = forms.ModelChoiceField(
        label="Distribuidora",
        queryset=Distribuidora.objects.filter(activa=True),
        empty_label="Selecciona una distribuidora",
        help_text="Su nombre aparece en tu última boleta.",
        error_messages={
            "required": "Elige tu distribuidora",
            "invalid_choice": "Elige una distribuidora de la lista",
        },
    )
    numero_cliente = forms.CharField(
        label="N° de cliente",
        help_text="Está en tu boleta.",
        max_length=40,
        error_messages={
            "required": "Escribe tu N° de cliente",
            "max_length": "El N° de cliente debe tener 40 caracteres o menos",
        },
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )
    comuna = forms.ModelChoiceField(
        label="Comuna",
        queryset=Comuna.objects.all(),
        error_messages={
            "required": "Elige la comuna del suministro",
            "invalid_choice": "Elige una comuna de la lista",
        },
        widget=forms.Select(attrs={"data-comuna": ""}),
    )
    correo_adicional = forms.EmailField(
        label="Correo adicional",
        required=False,
        help_text="También recibirá los avisos de esta solicitud.",
        max_length=254,
        error_messages={
            "invalid": "Escribe un correo como nombre@ejemplo.cl",
            "max_length": "El correo debe tener 254 caracteres o menos",
        },
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # Without script the grouped list is enough; with it a select of regions filters it (DISENO 6.5).
        self.fields["comuna"].widget.choices = [("", "Selecciona una comuna"), *comunas_por_region()]

    def clean_numero_cliente(self) -> str:
        numero = una_linea(self.cleaned_data["numero_cliente"])
        if not any(signo.isalnum() for signo in compacto(numero)):
            raise forms.ValidationError("Escribe el N° de cliente como aparece en tu boleta")
        return numero


class FormularioTitular(FormularioPortal):
    """The question that decides whether a poder is needed (DISENO 7.2, step 2)."""

    es_titular = forms.ChoiceField(
        label="¿Eres el titular del suministro?",
        choices=ES_TITULAR,
        widget=forms.RadioSelect,
        error_messages={
            "required": "Elige si eres el titular del suministro",
            "invalid_choice": "Elige Sí o No",
        },
    )


class FormularioEnvio(FormularioPortal):
    """Step 3: nothing but the token that makes sending it twice file it once (S-12)."""

    token = CampoToken()


class FormularioRespuesta(FormularioPortal):
    """The answer of D-04; its file is a document field beside it."""

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
