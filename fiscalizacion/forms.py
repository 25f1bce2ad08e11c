"""Shape of what SEC's pages receive."""

from datetime import date
from typing import Any

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator

from catalogo.models import Distribuidora
from nucleo.comun.formularios import FormularioPortal
from solicitudes.estados import Estado, Tipo

# A calendar lets a year of four nines be typed, and no instant follows the last day of it.
_ANIO = "Escribe un año entre 2000 y 2100"
ANIOS = [MinValueValidator(date(2000, 1, 1), _ANIO), MaxValueValidator(date(2100, 12, 31), _ANIO)]


class FormularioSabana(FormularioPortal):
    desde = forms.DateField(
        label="Enviadas desde",
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"invalid": "Escribe la fecha como 31-12-2026"},
        validators=ANIOS,
    )
    hasta = forms.DateField(
        label="Enviadas hasta",
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"invalid": "Escribe la fecha como 31-12-2026"},
        validators=ANIOS,
    )
    tipo = forms.ChoiceField(label="Formulario", required=False, choices=[("", "Todos"), *Tipo.choices])
    estado = forms.ChoiceField(label="Estado", required=False, choices=[("", "Todos"), *Estado.choices])
    distribuidora = forms.ModelChoiceField(
        label="Distribuidora",
        required=False,
        queryset=Distribuidora.objects.all(),
        to_field_name="prefijo",
        empty_label="Todas",
    )

    def clean(self) -> dict[str, Any]:
        datos = super().clean() or {}
        desde, hasta = datos.get("desde"), datos.get("hasta")
        if desde and hasta and desde > hasta:
            self.add_error("hasta", "La fecha final debe ser igual o posterior a la inicial")
        return datos

    def filtros(self) -> dict[str, str]:
        """The order of the background file: plain texts, as ``sabana.seleccionar`` reads them."""
        datos = self.cleaned_data
        return {
            "desde": datos["desde"].isoformat() if datos["desde"] else "",
            "hasta": datos["hasta"].isoformat() if datos["hasta"] else "",
            "tipo": datos["tipo"],
            "estado": datos["estado"],
            "distribuidora": datos["distribuidora"].prefijo if datos["distribuidora"] else "",
        }
