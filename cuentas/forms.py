"""The shape of sign-in. Decisions are taken in ``ingreso``."""

from typing import Any

from django import forms

from cuentas.captcha.campos import ConCaptcha
from cuentas.models import Perfil
from cuentas.numero_de_documento import ConDocumento
from nucleo.comun.formularios import vestir
from nucleo.comun.widgets import Clave

CIFRAS = {"autocomplete": "one-time-code", "inputmode": "numeric", "class": "ancho-12", "maxlength": "12"}


def campo_codigo(etiqueta: str = "Código de 6 números", ayuda: str = "Lo enviamos a tu correo.") -> forms.CharField:
    """The box for a mailed code."""
    campo = forms.CharField(
        label=etiqueta,
        help_text=ayuda,
        max_length=12,
        widget=forms.TextInput(CIFRAS),
        error_messages={
            "required": "Escribe el código que enviamos a tu correo",
            "max_length": "Escribe los 6 números",
        },
    )
    vestir("codigo", campo)
    return campo


class FormularioIngreso(ConDocumento, ConCaptcha):
    """``con_codigo``: a code was mailed and takes the place of the picture."""

    perfil = forms.ChoiceField(
        label="Perfil",
        choices=Perfil.choices,
        widget=forms.RadioSelect,
        initial=Perfil.SOLICITANTE,
        error_messages={"required": "Elige tu perfil", "invalid_choice": "Elige uno de los tres perfiles"},
    )
    clave = forms.CharField(
        label="Contraseña",
        strip=False,
        max_length=4096,
        error_messages={"required": "Escribe tu contraseña", "max_length": "Escribe tu contraseña completa"},
        widget=Clave,
    )
    # Judged by ``ingreso.es_nuestra``: a complaint about a hidden field would be one that nobody can mend.
    next = forms.Field(required=False, widget=forms.HiddenInput)
    field_order = ["perfil", "documento_tipo", "documento", "clave", "codigo", "captcha"]

    def __init__(self, *args: Any, con_codigo: bool = False, con_captcha: bool = True, **kwargs: Any) -> None:
        super().__init__(*args, con_captcha=con_captcha and not con_codigo, **kwargs)
        self.fields["documento"].widget.attrs["autocomplete"] = "username"
        if con_codigo:
            self.fields["codigo"] = campo_codigo(
                ayuda="Si la cuenta existe, lo enviamos al correo que tiene registrado."
            )
        self.order_fields(self.field_order)

    def identidad(self) -> dict[str, str]:
        """Who says to be: what ``ingreso`` and ``barreras`` ask for."""
        return {"perfil": self.cleaned_data["perfil"], "documento": self.cleaned_data["documento"], "tipo": self.tipo()}
