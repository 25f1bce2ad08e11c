"""The period of the report."""

from datetime import date
from typing import Any

from django import forms

from nucleo.comun.formularios import FormularioPortal

ANOS = range(2000, 2101)  # outside, a date is a typing error that no time zone of PostgreSQL likes
COMO = "Escribe la fecha como 31-12-2026"


class _CampoDia(forms.DateField):
    def __init__(self, label: str) -> None:
        widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
        super().__init__(label=label, required=False, widget=widget, error_messages={"invalid": COMO})

    def clean(self, value: Any) -> date | None:
        dia: date | None = super().clean(value)
        if dia and dia.year not in ANOS:
            raise forms.ValidationError(COMO)
        return dia


class FormularioReporte(FormularioPortal):
    """Both ends are optional: without them the report is of everything."""

    desde = _CampoDia("Enviadas desde (opcional)")
    hasta = _CampoDia("Enviadas hasta (opcional)")

    def clean(self) -> dict[str, Any]:
        datos = super().clean() or {}
        desde, hasta = datos.get("desde"), datos.get("hasta")
        if desde and hasta and desde > hasta:
            self.add_error("hasta", "La fecha final debe ser igual o posterior a la inicial")
        return datos
