"""The forms of the steps of a payment. Its files are judged apart."""

from collections.abc import Sequence
from typing import Any

from django import forms

from nucleo.archivos.models import Archivo
from nucleo.comun.campos import CampoMonto
from pagos.actions.cobro import MAXIMO, Pedido
from pagos.models import Metodo
from solicitudes.forms.pasos.comun import FormularioPaso, texto
from solicitudes.forms.pasos.comun import motivo as campo_motivo

CAMBIO = "El pago cambió mientras tenías abierta esta página. Ábrela de nuevo."


def visto() -> forms.IntegerField:
    """The row that the person had in front: what is decided is that one, or nothing."""
    mensajes = {"required": CAMBIO, "invalid": CAMBIO, "min_value": CAMBIO, "max_value": CAMBIO}
    return forms.IntegerField(min_value=1, max_value=2**62, widget=forms.HiddenInput, error_messages=mensajes)


def campo_monto(**opciones: Any) -> CampoMonto:
    mensajes = {"required": "Escribe el monto"}
    ayuda = "En pesos, sin decimales. Por ejemplo 38.500."
    return CampoMonto(label="Monto", maximo=MAXIMO, help_text=ayuda, error_messages=mensajes, **opciones)


def campo_explicacion() -> forms.CharField:
    return texto("Qué se paga", exige="Escribe qué se paga", ayuda="Lo leerá el solicitante junto al monto.")


class FormularioCobro(FormularioPaso):
    """Asks for a payment; its file is the coupon."""

    monto = campo_monto()
    explicacion = campo_explicacion()

    def argumentos(self) -> dict[str, Any]:
        return {}

    def con_archivos(self, archivos: dict[str, Archivo]) -> dict[str, Any]:
        return {
            "pedido": Pedido(
                monto=self.cleaned_data["monto"],
                explicacion=self.cleaned_data["explicacion"],
                cupon=archivos.get("cupon"),
            )
        }


class FormularioRetiro(FormularioPaso):
    motivo = campo_motivo(
        "Motivo para retirar el cobro", exige="Escribe por qué retiras el cobro", ayuda="Lo leerá el solicitante."
    )


class FormularioPago(FormularioPaso):
    """``metodos``: the (value, words) of the ways that this distributor takes."""

    cobro_id = visto()
    metodo = forms.ChoiceField(
        label="¿Cómo pagaste?",
        choices=Metodo.choices,
        widget=forms.RadioSelect,
        error_messages={
            "required": "Elige cómo pagaste",
            "invalid_choice": "Elige una de las formas de pago de la lista",
        },
    )

    def __init__(self, *args: Any, metodos: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["metodo"].choices = list(metodos)  # type: ignore[attr-defined]

    def argumentos(self) -> dict[str, Any]:
        return {"cobro_id": self.cleaned_data["cobro_id"], "metodo": Metodo(self.cleaned_data["metodo"])}

    def con_archivos(self, archivos: dict[str, Archivo]) -> dict[str, Any]:
        return {"archivo": archivos["comprobante"]}


class FormularioValidacion(FormularioPaso):
    """Neither answer is preset; a rejection says why (P-04)."""

    comprobante_id = visto()
    decision = forms.ChoiceField(
        label="¿El comprobante es correcto?",
        choices=[("si", "Sí, validar el pago"), ("no", "No, rechazar el pago")],
        widget=forms.RadioSelect,
        error_messages={
            "required": "Elige si el comprobante es correcto",
            "invalid_choice": "Elige una de las dos opciones",
        },
    )
    motivo = campo_motivo(
        "Motivo del rechazo", exige="Escribe por qué rechazas el pago", ayuda="Lo leerá el solicitante."
    )

    @property
    def rechaza(self) -> bool:
        return str(self["decision"].value() or "") == "no"

    def full_clean(self) -> None:
        # Asked by the answer 'No' alone, where it is no option: the page never marks it as one.
        self.fields["motivo"].required = self.is_bound and self.rechaza
        super().full_clean()
        self.fields["motivo"].required = True

    def clean(self) -> dict[str, Any]:
        if not self.rechaza:
            self.errors.pop("motivo", None)  # what was left written under 'Sí' is nobody's matter
        return self.cleaned_data

    def argumentos(self) -> dict[str, Any]:
        dichos = {"comprobante_id": self.cleaned_data["comprobante_id"]}
        return {**dichos, "motivo": self.cleaned_data["motivo"]} if self.rechaza else dichos


class FormularioConfirmacion(FormularioPaso):
    comprobante_id = visto()


class FormularioReversion(FormularioPaso):
    comprobante_id = visto()
    motivo = campo_motivo(
        "Motivo para dejar sin efecto la aceptación",
        exige="Escribe por qué dejas sin efecto la aceptación",
        ayuda="Lo leerán el solicitante y la distribuidora.",
    )
