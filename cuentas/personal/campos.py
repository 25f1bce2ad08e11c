"""Text as the administration pages read it: cleaned, or refused with words (V15)."""

from typing import Any

from django import forms

from nucleo.comun.formularios import FormularioPortal
from nucleo.comun.texto import una_linea

LARGO_MOTIVO = 300


class CampoLinea(forms.CharField):
    """One line without control or direction characters, spaces folded; at least one letter or digit."""

    def to_python(self, value: Any) -> str:
        return una_linea(str(super().to_python(value)))

    def validate(self, value: Any) -> None:
        super().validate(value)
        if value and not any(letra.isalnum() for letra in value):
            raise forms.ValidationError(f"Escribe «{self.label}» con letras", code="sin-letras")


class CampoCorreo(forms.EmailField):
    """Lower case, ASCII only: a look-alike letter in an address is another person's address."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("label", "Correo")
        kwargs.setdefault("max_length", 254)
        mensajes = {"required": "Escribe el correo", "invalid": "Escribe un correo como nombre@ejemplo.cl"}
        kwargs["error_messages"] = {**mensajes, **kwargs.get("error_messages", {})}
        super().__init__(**kwargs)

    def clean(self, value: Any) -> str:
        texto = str(super().clean(value))
        if not texto.isascii():
            raise forms.ValidationError("Escribe el correo sin tildes, eñes ni símbolos", code="invalid")
        return texto.lower()


def campo_motivo(label: str = "Motivo", pide: str = "Escribe el motivo") -> CampoLinea:
    return CampoLinea(
        label=label,
        max_length=LARGO_MOTIVO,
        help_text=f"Queda en la historia de la cuenta. Puedes escribir {LARGO_MOTIVO} caracteres.",
        error_messages={
            "required": pide,
            "max_length": f"El motivo debe tener {LARGO_MOTIVO} caracteres o menos",
        },
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class ConCondicionales(FormularioPortal):
    """Fields that are required for one choice and not shown for another: not marked optional, judged by ``clean``."""

    condicionales: tuple[str, ...] = ()

    def full_clean(self) -> None:
        suyos = [self.fields[campo] for campo in self.condicionales if campo in self.fields]
        for campo in suyos:
            campo.required = False
        super().full_clean()
        for campo in suyos:
            campo.required = True
