"""What the forms of the steps share: the token, and how what was written reaches the action."""

from typing import Any

from django import forms

from nucleo.archivos.models import Archivo
from nucleo.comun.envios import CampoToken
from nucleo.comun.formularios import CampoTexto, FormularioPortal
from nucleo.comun.texto import es_motivo, pedir_motivo
from nucleo.comun.widgets import TextoContado

LARGO = 1_000


class FormularioPaso(FormularioPortal):
    """Its fields carry the names of the action's arguments; one that does not overrides ``argumentos``."""

    token = CampoToken()

    def argumentos(self) -> dict[str, Any]:
        """What the action takes beside actor, request and token. Only of a valid form."""
        return {campo: valor for campo, valor in self.cleaned_data.items() if campo != "token"}

    def con_archivos(self, archivos: dict[str, Archivo]) -> dict[str, Any]:
        """The same for the files, by field. A step without files takes nothing."""
        return {}


def texto(etiqueta: str, *, exige: str = "", ayuda: str = "", largo: int = LARGO, filas: int = 4) -> forms.CharField:
    """A long text with its live count. ``exige``: the words when it is missing; empty: optional."""
    mensajes = {"max_length": f"«{etiqueta}» debe tener {_miles(largo)} caracteres o menos"}
    return CampoTexto(
        label=etiqueta,
        required=bool(exige),
        help_text=ayuda or f"Puedes escribir {_miles(largo)} caracteres.",
        max_length=largo,
        widget=TextoContado(largo, {"rows": filas}),
        error_messages={**mensajes, **({"required": exige} if exige else {})},
    )


def motivo(etiqueta: str, *, exige: str, **opciones: Any) -> forms.CharField:
    """A reason: ``texto`` that must explain something, in the words of ``exige`` (as ``actions.termino`` judges it)."""
    campo = texto(etiqueta, exige=exige, **opciones)

    def explica(escrito: str) -> None:
        if not es_motivo(escrito):
            raise forms.ValidationError(pedir_motivo(exige))

    campo.validators.append(explica)
    return campo


def _miles(numero: int) -> str:
    return f"{numero:,}".replace(",", ".")
