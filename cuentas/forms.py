"""Shape of what the account pages receive. Decisions are taken in ``ingreso`` and ``actions``."""

from typing import Any

from django import forms

from cuentas.models import Perfil
from nucleo.comun.formularios import FormularioPortal
from nucleo.comun.identidad import DocumentoIncorrecto, leer_rut


class FormularioIngreso(FormularioPortal):
    perfil = forms.ChoiceField(
        label="Perfil",
        choices=Perfil.choices,
        widget=forms.RadioSelect,
        initial=Perfil.SOLICITANTE,
        error_messages={
            "required": "Elige tu perfil",
            "invalid_choice": "Elige uno de los tres perfiles",
        },
    )
    documento = forms.CharField(
        label="RUT",
        help_text="Con dígito verificador. Puedes escribirlo con o sin puntos y guion.",
        max_length=20,
        error_messages={
            "required": "Escribe tu RUT",
            "max_length": "Escribe el RUT con su dígito verificador",
        },
        widget=forms.TextInput(
            attrs={
                "autocomplete": "username",
                "autocapitalize": "characters",
                "spellcheck": "false",
                "inputmode": "text",
                "data-rut": "",
                "class": "ancho-12",
            }
        ),
    )
    clave = forms.CharField(
        label="Contraseña",
        strip=False,
        max_length=128,
        error_messages={
            "required": "Escribe tu contraseña",
            "max_length": "La contraseña debe tener 128 caracteres o menos.",
        },
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password", "data-clave": ""}),
    )
    # Judged by ``ingreso.es_nuestra``: a complaint about a hidden field would be one that nobody can mend.
    next = forms.Field(required=False, widget=forms.HiddenInput)

    def clean_documento(self) -> str:
        try:
            return leer_rut(self.cleaned_data["documento"])
        except DocumentoIncorrecto as error:
            raise forms.ValidationError(error.mensaje) from error

    def credenciales(self) -> dict[str, Any]:
        return {clave: self.cleaned_data[clave] for clave in ("perfil", "documento", "clave")}
