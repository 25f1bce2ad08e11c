"""The one box of a code."""

from typing import Any

from django import forms

from nucleo.comun.formularios import FormularioPortal

FALTA = "Escribe el código"


class FormularioCodigo(FormularioPortal):
    """``con_recuperacion``: a recovery code may be written instead, so letters are allowed."""

    codigo = forms.CharField(
        label="Código",
        max_length=40,
        error_messages={"required": FALTA, "max_length": "El código es más corto. Escríbelo otra vez"},
        widget=forms.TextInput(
            {"autocomplete": "one-time-code", "class": "ancho-16", "autocapitalize": "off", "spellcheck": "false"}
        ),
    )
    next = forms.CharField(required=False, max_length=2000, widget=forms.HiddenInput)

    def __init__(self, *args: Any, con_recuperacion: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        campo = self.fields["codigo"]
        if con_recuperacion:
            campo.help_text = "Los 6 números que muestra tu aplicación, o uno de tus códigos de recuperación."
        else:
            campo.help_text = "Los 6 números que muestra tu aplicación."
            campo.widget.attrs["inputmode"] = "numeric"
