"""The identity document of a form: its type, if more than one is offered, and its number (A-02, A-10)."""

from typing import Any

from django import forms
from django.conf import settings

from cuentas.models import TipoDocumentoIdentidad
from nucleo.comun.formularios import FormularioPortal, vestir
from nucleo.comun.identidad import DocumentoIncorrecto, leer_documento
from nucleo.comun.widgets import Rut

AYUDA_RUT = "Con dígito verificador. Puedes escribirlo con o sin puntos y guion."
AYUDA_DOS = "El RUT, con su dígito verificador; el DNI, solo sus números."


class ConDocumento(FormularioPortal):
    """``documento`` compact in ``cleaned_data``; ``documento_tipo`` only where the setting offers more than one."""

    documento = forms.CharField(
        label="RUT", max_length=60, help_text=AYUDA_RUT, widget=Rut,
        error_messages={"required": "Escribe tu RUT", "max_length": "Escribe el RUT con su dígito verificador"},
    )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if len(settings.DOCUMENTOS_IDENTIDAD) > 1:
            tipo = forms.ChoiceField(
                label="Documento",
                choices=[(codigo, TipoDocumentoIdentidad(codigo).label) for codigo in settings.DOCUMENTOS_IDENTIDAD],
                initial=TipoDocumentoIdentidad.RUT,
                required=False,
                widget=forms.RadioSelect,
            )
            vestir("documento_tipo", tipo)
            campos = list(self.fields.items())
            lugar = [nombre for nombre, _ in campos].index("documento")
            self.fields = type(self.fields)([*campos[:lugar], ("documento_tipo", tipo), *campos[lugar:]])
            self.fields["documento"].label = "Número de documento"
            self.fields["documento"].help_text = AYUDA_DOS
            self.fields["documento"].error_messages.update(
                required="Escribe tu número de documento", max_length="Escribe el número de documento completo"
            )

    def tipo(self) -> str:
        """The type typed, or the only one offered."""
        elegido = str(self.cleaned_data.get("documento_tipo") or TipoDocumentoIdentidad.RUT.value)
        return elegido if elegido in settings.DOCUMENTOS_IDENTIDAD else TipoDocumentoIdentidad.RUT.value

    def clean_documento(self) -> str:
        try:
            return leer_documento(self.tipo(), self.cleaned_data["documento"])
        except DocumentoIncorrecto as error:
            raise forms.ValidationError(error.mensaje) from error
