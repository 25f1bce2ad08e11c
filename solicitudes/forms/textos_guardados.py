"""What jefatura writes of a saved text."""

from django import forms

from cuentas.personal.campos import CampoLinea
from nucleo.avisos.mensajes import TEXTO_GUARDADO, revisar
from nucleo.comun.formularios import FormularioPortal
from solicitudes.forms.pasos.comun import texto

LARGO = 4_000


class FormularioTextoGuardado(FormularioPortal):
    nombre = CampoLinea(
        label="Nombre",
        max_length=80,
        help_text="Con él lo eliges en la lista. No se envía.",
        error_messages={
            "required": "Escribe el nombre",
            "max_length": "El nombre debe tener 80 caracteres o menos",
        },
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    texto = texto(
        "Texto",
        exige="Escribe el texto",
        ayuda="Puedes escribir 4.000 caracteres. En una comunicación caben 300.",
        largo=LARGO,
        filas=8,
    )

    def clean_texto(self) -> str:
        escrito = str(self.cleaned_data["texto"])
        if errores := revisar(escrito, TEXTO_GUARDADO):
            raise forms.ValidationError(errores[0])
        return escrito
