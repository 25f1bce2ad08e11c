"""Shape of what SEC's pages receive."""

from django import forms

from catalogo.models import Distribuidora
from nucleo.comun.periodo import FormularioPeriodo
from solicitudes.estados import Estado, Tipo


class FormularioSabana(FormularioPeriodo):
    tipo = forms.ChoiceField(label="Formulario", required=False, choices=[("", "Todos"), *Tipo.choices])
    estado = forms.ChoiceField(label="Estado", required=False, choices=[("", "Todos"), *Estado.choices])
    distribuidora = forms.ModelChoiceField(
        label="Distribuidora",
        required=False,
        queryset=Distribuidora.objects.all(),
        to_field_name="prefijo",
        empty_label="Todas",
    )

    def filtros(self) -> dict[str, str]:
        """The order of the background file: plain texts, as ``sabana.seleccionar`` reads them."""
        datos = self.cleaned_data
        return {
            **self.periodo(),
            "tipo": datos["tipo"],
            "estado": datos["estado"],
            "distribuidora": datos["distribuidora"].prefijo if datos["distribuidora"] else "",
        }
