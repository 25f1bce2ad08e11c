"""The short forms of 'Asociar suministro' (DISENO 7.6)."""

from django import forms

from catalogo.campos import CampoDistribuidora
from nucleo.comun.campos import CampoFecha, CampoMonto, CampoNumero
from nucleo.comun.envios import CampoToken
from nucleo.comun.formularios import FormularioPortal
from suministros.asociacion.desafio import Cual, Respuesta


class FormularioNumero(FormularioPortal):
    """Page 1: which supply, as its invoice names it."""

    distribuidora = CampoDistribuidora()
    numero = CampoNumero(
        label="N° de suministro",
        help_text="Está en tu boleta. Puedes escribirlo con o sin puntos y guion.",
        revisar="Escribe el N° de suministro como aparece en tu boleta",
        error_messages={
            "required": "Escribe el N° de suministro",
            "max_length": "El N° de suministro debe tener 40 caracteres o menos",
        },
    )


class FormularioComprobacion(FormularioPortal):
    """Page 2: the challenge."""

    cual = forms.ChoiceField(
        label="¿De qué factura son los datos?",
        choices=Cual.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Elige la última factura o la penúltima"},
    )
    monto = CampoMonto(
        label="Monto total",
        minimo=0,
        maximo=999_999_999_999,
        help_text="En pesos, por ejemplo 38.500.",
        error_messages={"required": "Escribe el monto total de la factura"},
    )
    vence_el = CampoFecha(
        label="Fecha de vencimiento",
        help_text="Día, mes y año, por ejemplo 21-11-2026.",
        error_messages={"required": "Escribe la fecha de vencimiento de la factura"},
    )

    def respuesta(self) -> Respuesta:
        """Only of a valid form."""
        return Respuesta(**self.cleaned_data)


class FormularioConfirmacion(FormularioPortal):
    token = CampoToken()
