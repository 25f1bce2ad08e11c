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


class CampoTipo(forms.ChoiceField):
    """One of the types on offer; a form sent without it means a RUT, as before there was a choice."""

    def clean(self, value: Any) -> str:
        return str(super().clean(value or TipoDocumentoIdentidad.RUT.value))


class ConDocumento(FormularioPortal):
    """``documento`` compact in ``cleaned_data``; ``documento_tipo`` only where the setting offers more than one."""

    ajeno = False  # the document of somebody else: "el RUT" instead of "tu RUT"
    documento = forms.CharField(
        label="RUT", max_length=60, help_text=AYUDA_RUT, widget=Rut,
        error_messages={"required": "Escribe tu RUT", "max_length": "Escribe el RUT con su dígito verificador"},
    )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.ajeno:
            self.fields["documento"].error_messages["required"] = "Escribe el RUT"
            self.fields["documento"].widget.attrs["autocomplete"] = "off"
        if ofrece_varios():
            self._ofrecer_tipos()

    def _ofrecer_tipos(self) -> None:
        tipo = CampoTipo(
            label="Documento",
            choices=[(codigo, TipoDocumentoIdentidad(codigo).label) for codigo in settings.DOCUMENTOS_IDENTIDAD],
            initial=TipoDocumentoIdentidad.RUT,
            widget=forms.RadioSelect,
        )
        vestir("documento_tipo", tipo)
        campos = list(self.fields.items())
        lugar = [nombre for nombre, _ in campos].index("documento")
        self.fields = type(self.fields)([*campos[:lugar], ("documento_tipo", tipo), *campos[lugar:]])
        self.fields["documento"].label = "Número de documento"
        self.fields["documento"].help_text = AYUDA_DOS
        self.fields["documento"].error_messages.update(
            required=f"Escribe {'el' if self.ajeno else 'tu'} número de documento",
            max_length="Escribe el número de documento completo",
        )

    def tipo(self) -> str:
        """The type typed, or the only one offered."""
        elegido = str(self.cleaned_data.get("documento_tipo") or TipoDocumentoIdentidad.RUT.value)
        return elegido if elegido in settings.DOCUMENTOS_IDENTIDAD else TipoDocumentoIdentidad.RUT.value

    def clean_documento(self) -> str:
        escrito = self.cleaned_data["documento"]
        try:
            return leer_documento(self.tipo(), escrito)
        except DocumentoIncorrecto as error:
            raise forms.ValidationError(f"{error.mensaje}{self._sera_otro(escrito)}") from error

    def _sera_otro(self, escrito: str) -> str:
        """The number may be right and the type left as it came."""
        otros = [codigo for codigo in settings.DOCUMENTOS_IDENTIDAD if codigo != self.tipo()]
        vale = next((codigo for codigo in otros if _se_lee(codigo, escrito)), "")
        return f". Si es un {vale}, elige {vale} arriba" if vale else ""


def ofrece_varios() -> bool:
    return len(settings.DOCUMENTOS_IDENTIDAD) > 1


def nombre_del_documento() -> str:
    """What a column of documents is called: "RUT" where nobody has another."""
    return "Documento" if ofrece_varios() else "RUT"


def _se_lee(tipo: str, escrito: str) -> bool:
    try:
        leer_documento(tipo, escrito)
    except DocumentoIncorrecto:
        return False
    return True
