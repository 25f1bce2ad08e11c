"""Fields whose text is read in one way everywhere (DISENO 6.5)."""

import re
from typing import Any

from django import forms

from nucleo.comun.identidad import DocumentoIncorrecto, leer_rut
from nucleo.comun.widgets import Monto, Rut


class CampoRut(forms.CharField):
    """Any spelling of a RUT → its compact form, ``"123456785"``."""

    widget = Rut

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("label", "RUT")
        kwargs.setdefault("help_text", "Con dígito verificador. Puedes escribirlo con o sin puntos y guion.")
        kwargs.setdefault("error_messages", {})
        kwargs["error_messages"] = {"required": "Escribe tu RUT", **kwargs["error_messages"]}
        super().__init__(**kwargs)

    def clean(self, value: Any) -> str:
        texto = str(super().clean(value))
        if not texto:
            return ""
        try:
            return leer_rut(texto)
        except DocumentoIncorrecto as error:
            raise forms.ValidationError(error.mensaje, code="invalid") from error


class CampoMonto(forms.CharField):
    """``$38.500``, ``38.500`` or ``38500`` → 38500, whole pesos from ``minimo`` to ``maximo``."""

    widget = Monto

    def __init__(self, *, minimo: int = 1, maximo: int = 999_999_999, **kwargs: Any) -> None:
        self.minimo, self.maximo = minimo, maximo
        super().__init__(**kwargs)

    def clean(self, value: Any) -> int | None:
        texto = re.sub(r"[\s$]", "", str(super().clean(value)))
        if not texto:
            return None
        if not re.fullmatch(r"\d{1,12}|\d{1,3}(\.\d{3}){1,3}", texto, re.ASCII):
            raise forms.ValidationError("Escribe el monto en pesos, sin decimales, por ejemplo 38.500", code="invalid")
        monto = int(texto.replace(".", ""))
        if not self.minimo <= monto <= self.maximo:
            raise forms.ValidationError(
                f"Escribe un monto entre ${self.minimo:,} y ${self.maximo:,}".replace(",", "."), code="limits"
            )
        return monto
