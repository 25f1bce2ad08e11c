"""What jefatura writes of its payments, and what SEC says of their lock."""

from typing import Any

from django import forms

from cuentas.personal.campos import CampoCorreo, CampoLinea, campo_motivo
from nucleo.comun.campos import CampoRut
from nucleo.comun.formularios import FormularioPortal
from pagos.actions.formas import CAMPOS
from pagos.models import FormasDePago, Metodo
from solicitudes.forms.pasos.comun import texto

_DE_LA_CUENTA = ("banco", "tipo_de_cuenta", "numero_de_cuenta", "titular", "rut_del_titular")


def _linea(etiqueta: str, largo: int, exige: str, **opciones: Any) -> CampoLinea:
    mensajes = {"required": exige, "max_length": f"«{etiqueta}» debe tener {largo} caracteres o menos"}
    control = forms.TextInput(attrs={"autocomplete": "off"})
    return CampoLinea(label=etiqueta, max_length=largo, error_messages=mensajes, widget=control, **opciones)


class FormularioFormas(FormularioPortal):
    """The account is asked for whole when transfers are taken, and kept as written when they are not."""

    transferencia = forms.BooleanField(label=Metodo.TRANSFERENCIA.label, required=False)
    comprobante = forms.BooleanField(
        label=f"{Metodo.COMPROBANTE.label}: el solicitante paga en caja o en línea y adjunta el recibo", required=False
    )
    descuento = forms.BooleanField(
        label=f"{Metodo.DESCUENTO.label}: el solicitante adjunta un poder simple", required=False
    )
    banco = _linea("Banco", 80, "Escribe el banco")
    tipo_de_cuenta = _linea(
        "Tipo de cuenta", 40, "Escribe el tipo de cuenta", help_text="Por ejemplo, cuenta corriente."
    )
    numero_de_cuenta = _linea("N° de cuenta", 40, "Escribe el número de la cuenta")
    titular = _linea("Titular", 160, "Escribe el nombre del titular")
    rut_del_titular = CampoRut(
        label="RUT del titular", error_messages={"required": "Escribe el RUT del titular de la cuenta"}
    )
    correo = CampoCorreo(
        label="Correo para el comprobante",
        required=False,
        help_text="Se muestra a quien transfiere. El comprobante se adjunta en el portal igualmente.",
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
    )
    instrucciones = texto("Instrucciones", largo=2_000, filas=6)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["rut_del_titular"].widget.attrs["autocomplete"] = "off"

    def full_clean(self) -> None:
        # Shown by the transfer alone, and then they are no options.
        transfiere = self.is_bound and bool(self.data.get("transferencia"))
        for campo in _DE_LA_CUENTA:
            self.fields[campo].required = transfiere
        super().full_clean()
        for campo in _DE_LA_CUENTA:
            self.fields[campo].required = True

    def clean(self) -> dict[str, Any]:
        if not any(self.cleaned_data.get(metodo.value) for metodo in Metodo):
            self.add_error("transferencia", "Elige al menos una forma de pago")
        return self.cleaned_data

    def vista(self, guardadas: FormasDePago) -> FormasDePago:
        """What is written now, unsaved, as the citizen would see it; a wrong field shows what was there."""
        if not self.is_bound:
            return guardadas
        datos = {campo: self.cleaned_data.get(campo, getattr(guardadas, campo)) for campo in CAMPOS}
        return FormasDePago(distribuidora_id=guardadas.distribuidora_id, **datos)

    @classmethod
    def inicial(cls, formas: FormasDePago) -> dict[str, Any]:
        return {campo: getattr(formas, campo) for campo in CAMPOS}


class FormularioTraba(FormularioPortal):
    """SEC's switch, with its reason."""

    traba = forms.ChoiceField(
        label="¿Sus respuestas pueden esperar un pago?",
        choices=[
            ("si", "Sí: la respuesta queda trabada hasta que se valide el pago"),
            ("no", "No: se entrega al responder"),
        ],
        widget=forms.RadioSelect,
        error_messages={
            "required": "Elige si las respuestas pueden esperar un pago",
            "invalid_choice": "Elige una de las dos opciones",
        },
    )
    motivo = campo_motivo()
