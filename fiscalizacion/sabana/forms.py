"""What the page of the sábana receives."""

from django import forms

from fiscalizacion.campos import CampoDistribuidora
from fiscalizacion.sabana.archivo import EXCEL, FORMATOS
from nucleo.comun.periodo import FormularioPeriodo
from solicitudes.estados import Estado, Tipo


class FormularioSabana(FormularioPeriodo):
    tipo = forms.ChoiceField(label="Formulario", required=False, choices=[("", "Todos"), *Tipo.choices])
    estado = forms.ChoiceField(label="Estado", required=False, choices=[("", "Todos"), *Estado.choices])
    distribuidora = CampoDistribuidora()

    formato = forms.ChoiceField(label="Formato", required=False, choices=FORMATOS.items())
    eventos = forms.BooleanField(
        label="Preparar también un segundo archivo con los eventos de esas solicitudes", required=False
    )

    def clean_formato(self) -> str:
        """An address without it asks for Excel."""
        return self.cleaned_data["formato"] or EXCEL

    def filtros(self) -> dict[str, str]:
        """Plain texts, as ``consulta.seleccionar`` and the order of the background file take them."""
        datos = self.cleaned_data
        return {
            **self.periodo(),
            "tipo": datos["tipo"],
            "estado": datos["estado"],
            "distribuidora": datos["distribuidora"].prefijo if datos["distribuidora"] else "",
        }

    def pedido(self) -> dict[str, str]:
        """Everything that was chosen, for the address that counts."""
        datos = self.cleaned_data
        return {**self.filtros(), "formato": datos["formato"], "eventos": "on" if datos["eventos"] else ""}
