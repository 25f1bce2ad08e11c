"""Which distributor and which period the reconciliation sheet shows."""

from datetime import date, timedelta
from typing import Any

from django import forms

from catalogo.models import Distribuidora
from nucleo.comun.periodo import CampoDia, FormularioPeriodo
from nucleo.comun.reloj import hoy

MAXIMO = timedelta(days=366)


class FormularioConciliacion(FormularioPeriodo):
    """``propia``: the distributor of its staff, who choose none; SEC chooses. Bounded to a year: it is read whole."""

    distribuidora = forms.ModelChoiceField(
        label="Distribuidora",
        queryset=Distribuidora.objects.all(),
        to_field_name="prefijo",
        empty_label="Elige una distribuidora",
        error_messages={
            "required": "Elige una distribuidora",
            "invalid_choice": "Elige una distribuidora de la lista",
        },
    )
    desde = CampoDia("Solicitados desde")
    hasta = CampoDia("Solicitados hasta")
    field_order = ("distribuidora", "desde", "hasta")

    def __init__(self, *args: Any, propia: Distribuidora | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.propia = propia
        if propia is not None:
            del self.fields["distribuidora"]
        for campo, falta in (("desde", "Elige el primer día"), ("hasta", "Elige el último día")):
            self.fields[campo].required = True
            self.fields[campo].error_messages["required"] = falta

    def clean(self) -> dict[str, Any]:
        datos = super().clean()
        desde, hasta = datos.get("desde"), datos.get("hasta")
        if desde and hasta and hasta - desde >= MAXIMO:
            self.add_error("hasta", "Elige un período de un año o menos")
        return datos

    @property
    def elegida(self) -> Distribuidora:
        """Of a valid form."""
        return self.propia or self.cleaned_data["distribuidora"]

    @classmethod
    def este_mes(cls) -> dict[str, date]:
        return {"desde": hoy().replace(day=1), "hasta": hoy()}
