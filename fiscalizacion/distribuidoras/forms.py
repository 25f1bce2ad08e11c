"""Shape of what SEC writes about a distributor."""

from typing import Any

from django import forms

from catalogo.models import Distribuidora
from cuentas.personal.campos import CampoCorreo, CampoLinea
from nucleo.comun.campos import CampoRut
from nucleo.comun.formularios import FormularioPortal
from nucleo.comun.texto import una_linea

PREFIJO = "Escribe dos caracteres: letras sin tilde, números o +"


class CampoPrefijo(forms.CharField):
    def to_python(self, value: Any) -> str:
        return una_linea(str(super().to_python(value))).upper()


class FormularioDistribuidora(FormularioPortal):
    """``con_folios``: the prefix is shown elsewhere and not asked."""

    nombre = CampoLinea(
        label="Nombre de fantasía",
        max_length=80,
        help_text="Como aparece en la boleta y en las listas.",
        error_messages={"required": "Escribe el nombre de fantasía"},
    )
    razon_social = CampoLinea(
        label="Razón social", max_length=160, error_messages={"required": "Escribe la razón social"}
    )
    rut = CampoRut(
        required=False, max_length=20, error_messages={"max_length": "Escribe el RUT con su dígito verificador"}
    )
    prefijo = CampoPrefijo(
        label="Prefijo de los folios",
        help_text="Dos caracteres, como YN o V+. No se puede cambiar después del primer folio.",
        error_messages={"required": PREFIJO},
        widget=forms.TextInput(attrs={"class": "ancho-6", "autocomplete": "off", "spellcheck": "false"}),
    )
    clase = forms.ChoiceField(
        label="Clase",
        choices=Distribuidora.CLASES,
        widget=forms.RadioSelect,
        initial="empresa",
        error_messages={"required": "Elige la clase", "invalid_choice": "Elige empresa o cooperativa"},
    )
    correo_avisos = CampoCorreo(
        label="Correo de avisos",
        required=False,
        help_text="Recibe las solicitudes nuevas. Sin él, el personal solo las ve en el portal.",
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
    )
    activa = forms.BooleanField(
        label="Activa: se puede elegir en solicitudes nuevas",
        required=False,
        initial=True,
        help_text="Si la desactivas, su personal sigue atendiendo las solicitudes que ya recibió.",
    )

    def __init__(self, *args: Any, distribuidora: Distribuidora | None = None, con_folios: bool = False, **kwargs: Any):
        self.distribuidora = distribuidora
        super().__init__(*args, **kwargs)
        self.fields["rut"].widget.attrs["autocomplete"] = "off"
        if con_folios:
            del self.fields["prefijo"]

    def clean_prefijo(self) -> str:
        prefijo = str(self.cleaned_data["prefijo"])
        if len(prefijo) != 2 or not all(letra.isascii() and (letra.isalnum() or letra == "+") for letra in prefijo):
            raise forms.ValidationError(PREFIJO)
        return prefijo

    @classmethod
    def inicial(cls, distribuidora: Distribuidora) -> dict[str, Any]:
        return {campo: getattr(distribuidora, campo) for campo in cls.base_fields}
