"""Base of every form: the classes, the words and the rules of DISENO 6.4 in one place."""

from typing import Any

from django import forms
from django.core.exceptions import ImproperlyConfigured
from django.forms.boundfield import BoundField

from nucleo.comun.texto import parrafos

CLASES: tuple[tuple[type[forms.Widget], str], ...] = (
    (forms.CheckboxInput, "form-check-input"),
    (forms.RadioSelect, "form-check-input"),
    (forms.CheckboxSelectMultiple, "form-check-input"),
    (forms.Select, "form-select"),
    (forms.FileInput, ""),
    (forms.HiddenInput, ""),
    (forms.MultiWidget, ""),
    (forms.Widget, "form-control"),
)
# Django speaks of "usted" and of invalid values; these say what to write. A field's own message wins.
MENSAJES = {
    "max_length": "«{etiqueta}» debe tener {maximo} caracteres o menos",
    "invalid_choice": "Elige una opción de «{etiqueta}»",
    "null_characters_not_allowed": "Quita de «{etiqueta}» los caracteres que no se pueden leer",
}
CORREO = "Escribe un correo como nombre@ejemplo.cl"


def ancla(campo: BoundField) -> str:
    """The id on which a link to the field lands: the control, or the first option of a group."""
    return f"{campo.auto_id}_0" if campo.use_fieldset else str(campo.id_for_label or campo.auto_id)


def sin_mensaje_propio(campos: dict[str, forms.Field]) -> list[str]:
    """Required fields that would answer with Django's own 'Este campo es obligatorio'."""
    de_django = str(forms.Field.default_error_messages["required"])
    return [
        nombre
        for nombre, campo in campos.items()
        if campo.required and str(campo.error_messages["required"]) == de_django
    ]


class FormularioPortal(forms.Form):
    """For ``<form method="post" novalidate>`` with ``{{ field.as_field_group }}`` or ``{% crispy form %}``.

    Raises ImproperlyConfigured for a required field without its own words.
    """

    use_required_attribute = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        faltan = sin_mensaje_propio(self.fields)
        if faltan:
            raise ImproperlyConfigured(f"{type(self).__name__}: escribe el mensaje 'required' de {', '.join(faltan)}")
        for nombre, campo in self.fields.items():
            vestir(nombre, campo)


def vestir(nombre: str, campo: forms.Field) -> None:
    """Gives a field our class and words. Forms that add fields after ``__init__`` call it themselves."""
    widget = campo.widget
    clase = next(clase for tipo, clase in CLASES if isinstance(widget, tipo))
    clases = widget.attrs.get("class", "").split()
    if clase and clase not in clases:
        widget.attrs["class"] = " ".join([clase, *clases])
    # Django formats every message of these with its parameters.
    etiqueta = str(campo.label or nombre.replace("_", " ").capitalize()).replace("%", "%%")
    maximo = getattr(campo, "max_length", None)
    if widget.attrs.get("maxlength") == str(maximo):
        del widget.attrs["maxlength"]  # the browser would cut what is pasted, without a word
    for codigo, mensaje in MENSAJES.items():
        de_clase = campo.default_error_messages.get(codigo)
        if codigo not in campo.error_messages or campo.error_messages[codigo] == de_clase:
            campo.error_messages[codigo] = mensaje.format(etiqueta=etiqueta, maximo=maximo)
    if isinstance(campo, forms.EmailField):
        campo.error_messages.setdefault("invalid", CORREO)


class CampoTexto(forms.CharField):
    """A text of several lines that others will read: without the characters that nobody sees."""

    def to_python(self, value: Any) -> str:
        texto = parrafos(str(super().to_python(value) or ""))
        return texto.strip() if self.strip else texto
