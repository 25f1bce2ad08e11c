"""The name of a kept filter."""

from django import forms

from nucleo.comun.formularios import FormularioPortal
from nucleo.comun.texto import buscable, una_linea
from solicitudes.models.filtros import LARGO_DE_NOMBRE

SIN_NOMBRE = "Escribe un nombre para el filtro"
LARGO = f"El nombre debe tener {LARGO_DE_NOMBRE} caracteres o menos"


class FormularioFiltro(FormularioPortal):
    nombre = forms.CharField(
        label="Nombre del filtro",
        max_length=LARGO_DE_NOMBRE,
        help_text="Por ejemplo «Conexiones de Ñuñoa». Lo ves solo tú.",
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        error_messages={"required": SIN_NOMBRE, "max_length": LARGO},
    )

    def clean_nombre(self) -> str:
        nombre = una_linea(self.cleaned_data["nombre"])
        if not buscable(nombre):
            raise forms.ValidationError(SIN_NOMBRE)
        if len(nombre) > LARGO_DE_NOMBRE:  # composed, some signs become two
            raise forms.ValidationError(LARGO)
        return nombre
