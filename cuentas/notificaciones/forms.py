"""The filter of 'Notificaciones', and what an account may switch off."""

from collections.abc import Collection
from typing import Any

from django import forms

from cuentas.notificaciones.presentacion import CANALES, ESTADOS
from nucleo.comun.formularios import FormularioPortal
from nucleo.comun.periodo import FormularioPeriodo


class FormularioFiltros(FormularioPeriodo):
    """Everything is optional; what cannot be read is said at its field."""

    canal = forms.ChoiceField(label="Canal", required=False, choices=[("", "Todos"), *CANALES.items()])
    estado = forms.ChoiceField(label="Estado", required=False, choices=[("", "Todos"), *ESTADOS.items()])

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["desde"].label, self.fields["hasta"].label = "Desde", "Hasta"

    def filtros(self) -> dict[str, str]:
        datos = self.cleaned_data
        return {**self.periodo(), "canal": str(datos["canal"] or ""), "estado": str(datos["estado"] or "")}


class FormularioPreferencias(FormularioPortal):
    """``ofrecidos``: the switches that this account has; the others keep what they were."""

    recordatorios = forms.BooleanField(
        label="Recordatorios",
        required=False,
        help_text="Que tu plazo termina pronto, o que un borrador se va a borrar.",
    )
    sms = forms.BooleanField(
        label="Avisos por SMS",
        required=False,
        help_text="Los mismos avisos te llegan siempre al correo. Los códigos que pidas llegan igual.",
    )

    def __init__(self, *args: Any, ofrecidos: Collection[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for sobra in self.fields.keys() - ofrecidos:
            del self.fields[sobra]
