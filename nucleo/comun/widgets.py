"""Controls with a little more than their type (DISENO 6.5): markup that the scripts find by ``data-``."""

from typing import Any

from django import forms

from nucleo.comun.templatetags.formatos import miles


class Rut(forms.TextInput):
    """One text input, formatted on blur by ``rut.js``; the server normalises."""

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(
            {
                "autocomplete": "username",
                "autocapitalize": "characters",
                "spellcheck": "false",
                "inputmode": "text",
                "class": "ancho-12",
                "data-rut": "",
                **(attrs or {}),
            }
        )


class Monto(forms.TextInput):
    """Whole pesos, with the sign before the box: ``38.500``."""

    template_name = "widgets/monto.html"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__({"inputmode": "numeric", "autocomplete": "off", **(attrs or {})})

    def format_value(self, value: Any) -> str | None:
        return miles(value) if isinstance(value, int) else super().format_value(value)


class Clave(forms.PasswordInput):
    """A password with the *Mostrar* button of ``clave.js``. Paste is never blocked."""

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__({"autocomplete": "current-password", "data-clave": "", **(attrs or {})})


class Fecha(forms.DateInput):
    """The browser's own calendar, for filters."""

    input_type = "date"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs, format="%Y-%m-%d")


class TextoContado(forms.Textarea):
    """A text with a live count by ``contador.js``; over the limit nothing is cut, the server is the judge."""

    def __init__(self, maximo: int, attrs: dict[str, Any] | None = None) -> None:
        super().__init__({"rows": 5, "data-contador": maximo, **(attrs or {})})

    def build_attrs(self, base_attrs: dict[str, Any], extra_attrs: dict[str, Any] | None = None) -> dict[str, Any]:
        attrs = super().build_attrs(base_attrs, extra_attrs)
        attrs.pop("maxlength", None)  # the browser would cut what is pasted
        return attrs


class Comuna(forms.Select):
    """One <optgroup> per region; ``comuna.js`` puts the region select before it."""

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__({"data-comuna": "", **(attrs or {})})
