"""Fields whose text is read in one way everywhere (DISENO 6.5)."""

import re
from datetime import date
from typing import Any

from django import forms

from nucleo.comun.formularios import CampoTexto
from nucleo.comun.identidad import DocumentoIncorrecto, leer_rut
from nucleo.comun.templatetags.formatos import miles
from nucleo.comun.texto import compacto, es_motivo, pedir_motivo, una_linea
from nucleo.comun.widgets import Monto, Rut, TextoContado

LARGO = 1_000  # characters of a long text, unless its form says otherwise

_FECHAS = (
    re.compile(r"(?P<dia>\d{1,2})[-/. ](?P<mes>\d{1,2})[-/. ](?P<ano>\d{4}|\d{2})", re.ASCII),
    re.compile(r"(?P<ano>\d{4})[-/.](?P<mes>\d{1,2})[-/.](?P<dia>\d{1,2})", re.ASCII),
    re.compile(r"(?P<dia>\d{2})(?P<mes>\d{2})(?P<ano>\d{4})", re.ASCII),
)


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
        if not re.fullmatch(r"\d+|\d{1,3}(\.\d{3})+", texto, re.ASCII):
            raise forms.ValidationError("Escribe el monto en pesos, sin decimales, por ejemplo 38.500", code="invalid")
        cifras = texto.replace(".", "").lstrip("0") or "0"
        monto = int(cifras) if len(cifras) <= len(str(self.maximo)) else self.maximo + 1
        if not self.minimo <= monto <= self.maximo:
            raise forms.ValidationError(
                f"Escribe un monto entre ${self.minimo:,} y ${self.maximo:,}".replace(",", "."), code="limits"
            )
        return monto


class CampoFecha(forms.CharField):
    """A day copied from a paper: ``21-11-2026``, ``21/11/26``, ``21.11.2026``, ``21112026`` or ``2026-11-21``."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("widget", forms.TextInput(attrs={"autocomplete": "off", "class": "ancho-12"}))
        kwargs.setdefault("max_length", 40)
        super().__init__(**kwargs)

    def clean(self, value: Any) -> date | None:
        texto = una_linea(str(super().clean(value)))
        if not texto:
            return None
        hallada = next((forma for patron in _FECHAS if (forma := patron.fullmatch(texto))), None)
        if hallada is None:
            raise forms.ValidationError("Escribe la fecha con día, mes y año, por ejemplo 21-11-2026", code="invalid")
        ano, mes, dia = (int(hallada[parte]) for parte in ("ano", "mes", "dia"))
        try:
            return date(ano if ano > 99 else 2000 + ano, mes, dia)
        except ValueError:
            raise forms.ValidationError("Esa fecha no existe. Revisa el día y el mes", code="invalid") from None


class CampoNumero(forms.CharField):
    """A customer, supply or feasibility number, free text, as each distributor prints it.

    ``revisar``: the words for one without letters or digits.
    """

    def __init__(self, *, revisar: str, **opciones: Any) -> None:
        widget = forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"})
        super().__init__(**{"max_length": 40, "widget": widget, **opciones})
        self.revisar = revisar

    def clean(self, value: Any) -> str:
        numero = una_linea(super().clean(value))
        if numero and not any(signo.isalnum() for signo in compacto(numero)):
            raise forms.ValidationError(self.revisar)
        return numero


def texto(etiqueta: str, *, exige: str = "", ayuda: str = "", largo: int = LARGO, filas: int = 4) -> forms.CharField:
    """A long text with its live count. ``exige``: the words when it is missing; empty: optional."""
    mensajes = {"max_length": f"«{etiqueta}» debe tener {miles(largo)} caracteres o menos"}
    return CampoTexto(
        label=etiqueta,
        required=bool(exige),
        help_text=ayuda or f"Puedes escribir {miles(largo)} caracteres.",
        max_length=largo,
        widget=TextoContado(largo, {"rows": filas}),
        error_messages={**mensajes, **({"required": exige} if exige else {})},
    )


def motivo(etiqueta: str, *, exige: str, **opciones: Any) -> forms.CharField:
    """A reason: ``texto`` that must explain something, in the words of ``exige`` (as ``texto.es_motivo`` judges it)."""
    campo = texto(etiqueta, exige=exige, **opciones)

    def explica(escrito: str) -> None:
        if not es_motivo(escrito):
            raise forms.ValidationError(pedir_motivo(exige))

    campo.validators.append(explica)
    return campo
