"""The answer with its payment: 'Responder' asks whether it must be paid before it is downloaded (P-01)."""

from typing import Any

from django import forms

from nucleo.archivos.models import Archivo
from pagos.actions.cobro import Pedido
from pagos.forms.pasos import campo_explicacion, campo_monto
from solicitudes.forms import FormularioRespuesta

_DEL_PAGO = ("pago", "monto", "explicacion")


class FormularioRespuestaConPago(FormularioRespuesta):
    """``con_pago``: whether a payment may be asked for with this answer; if not, nothing of it is."""

    pago = forms.ChoiceField(
        label="¿Se debe pagar antes de descargarla?",
        choices=[("no", "No"), ("si", "Sí")],
        initial="no",
        widget=forms.RadioSelect,
        error_messages={"required": "Elige si se debe pagar", "invalid_choice": "Elige una de las dos opciones"},
    )
    monto = campo_monto()
    explicacion = campo_explicacion()

    def __init__(self, *args: Any, con_pago: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.con_pago = con_pago
        if not con_pago:
            for campo in _DEL_PAGO:
                del self.fields[campo]

    @property
    def pide_pago(self) -> bool:
        return self.con_pago and self["pago"].value() == "si"

    def full_clean(self) -> None:
        # An old page sends no choice, and that is no payment. What 'Sí' shows is no option there, and is not marked.
        suyos = [(self.fields[campo], campo != "pago" and self.pide_pago) for campo in _DEL_PAGO if self.con_pago]
        for campo, exigido in suyos:
            campo.required = exigido
        super().full_clean()
        for campo, _ in suyos:
            campo.required = True

    def clean(self) -> dict[str, Any]:
        if not self.pide_pago:
            for campo in {"monto", "explicacion"} & set(self.errors):
                del self.errors[campo]  # what was left written under 'No' is not asked for
        return super().clean()

    def con_archivos(self, archivos: dict[str, Archivo]) -> dict[str, Any]:
        if not self.pide_pago:
            return super().con_archivos(archivos)
        pedido = Pedido(
            monto=self.cleaned_data["monto"],
            explicacion=self.cleaned_data["explicacion"],
            cupon=archivos.get("cupon"),
        )
        return {**super().con_archivos(archivos), "pedido": pedido}
