"""The two fields of a new password, wherever one is typed: registration, recovery, invitation, profile."""

from collections.abc import Iterable
from typing import Any

from django import forms

from catalogo.models import Distribuidora
from cuentas.claves.politicas import MAXIMO, vigente
from cuentas.models import Usuario
from nucleo.comun.formularios import FormularioPortal
from nucleo.comun.widgets import Clave

DEL_SERVICIO = (
    "sec", "superintendencia", "electricidad", "combustibles", "portal", "generación", "ciudadana", "contraseña",
)  # fmt: skip
NO_COINCIDEN = "Las dos contraseñas no son iguales. Escríbelas de nuevo."


def _campo(etiqueta: str, falta: str) -> forms.CharField:
    return forms.CharField(
        label=etiqueta,
        strip=False,  # spaces are part of a password
        # Bounded before anything is measured or hashed; the policy says its own maximum in words.
        max_length=4096,
        error_messages={"required": falta, "max_length": f"La contraseña debe tener {MAXIMO} caracteres o menos."},
        widget=Clave({"autocomplete": "new-password"}),
    )


class ConClaveNueva(FormularioPortal):
    """``clave`` and ``clave2`` under the policy in force. Subclasses say whose it is by ``palabras``.

    ``cambio``: the account already has a password (the manual of 2017 then allows more characters).
    """

    cambio = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["clave"].help_text = vigente().texto(cambio=self.cambio)

    clave = _campo("Contraseña", "Escribe una contraseña")
    clave2 = _campo("Repite la contraseña", "Escribe la contraseña otra vez")

    def palabras(self) -> Iterable[str]:
        """The owner's own words (names, document, e-mail)."""
        return ()

    def clean(self) -> dict[str, Any]:
        datos = super().clean() or self.cleaned_data
        clave, clave2 = self.cleaned_data.get("clave"), self.cleaned_data.get("clave2")
        if clave:
            mensaje = vigente().revisar(
                clave, conocidas=[*self.palabras(), *palabras_del_servicio()], cambio=self.cambio
            )
            if mensaje:
                self.add_error("clave", mensaje)
            elif clave2 and clave != clave2:
                self.add_error("clave2", NO_COINCIDEN)
        return datos


def palabras_de(usuario: Usuario) -> list[str]:
    """What a guesser knows of the owner of an account."""
    return [
        usuario.documento,
        usuario.documento[:-1],
        usuario.nombres,
        usuario.apellidos,
        usuario.razon_social,
        usuario.email,
        usuario.email.split("@")[0],
    ]


def palabras_del_servicio() -> list[str]:
    return [*DEL_SERVICIO, *Distribuidora.objects.values_list("nombre", flat=True)]
