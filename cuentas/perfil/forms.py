"""The shapes of the profile's forms."""

from collections.abc import Iterable
from typing import Any

from django import forms

from cuentas.celular import CampoCelular
from cuentas.claves.formularios import ConClaveNueva, palabras_de
from cuentas.models import Usuario
from cuentas.perfil.actions import comprobar_clave
from cuentas.personal.campos import CampoCorreo
from nucleo.comun.formularios import FormularioPortal
from nucleo.comun.widgets import Clave

NO_ES = "Esa no es tu contraseña actual."
IGUAL = "Escribe una contraseña distinta de la actual."


def _actual() -> forms.CharField:
    return forms.CharField(
        label="Contraseña actual",
        strip=False,
        max_length=4096,
        error_messages={"required": "Escribe tu contraseña actual", "max_length": NO_ES},
        widget=Clave,
    )


class FormularioClave(ConClaveNueva):
    """The current password is judged last, and only when all else is right: a try costs a hash."""

    cambio = True
    actual = _actual()
    field_order = ["actual", "clave", "clave2"]

    def __init__(self, *args: Any, usuario: Usuario, **kwargs: Any) -> None:
        self.usuario = usuario
        super().__init__(*args, **kwargs)
        self.fields["clave"].label = "Contraseña nueva"
        self.fields["clave2"].label = "Repite la contraseña nueva"

    def palabras(self) -> Iterable[str]:
        return palabras_de(self.usuario)

    def clean(self) -> dict[str, Any]:
        datos = super().clean()
        if self.errors:
            return datos
        if datos["clave"] == datos["actual"]:
            self.add_error("clave", IGUAL)
        elif not comprobar_clave(self.usuario, datos["actual"]):
            self.add_error("actual", NO_ES)
        return datos


class _ConClaveActual(FormularioPortal):
    """An open session left alone must not be enough to take an account over by its address."""

    def __init__(self, *args: Any, usuario: Usuario, **kwargs: Any) -> None:
        self.usuario = usuario
        super().__init__(*args, **kwargs)

    def clean(self) -> dict[str, Any]:
        datos = super().clean() or self.cleaned_data
        if not self.errors and not comprobar_clave(self.usuario, datos["actual"]):
            self.add_error("actual", NO_ES)
        return datos


class FormularioCorreo(_ConClaveActual):
    correo = CampoCorreo(label="Correo nuevo", widget=forms.EmailInput({"autocomplete": "email"}))
    actual = _actual()


class FormularioCelular(_ConClaveActual):
    celular = CampoCelular(label="Celular nuevo")
    actual = _actual()
