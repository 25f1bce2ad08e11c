"""What the forms of the steps share: the token, and how what was written reaches the action."""

from typing import Any

from nucleo.archivos.models import Archivo
from nucleo.comun.campos import LARGO, motivo, texto
from nucleo.comun.envios import CampoToken
from nucleo.comun.formularios import FormularioPortal

__all__ = ["LARGO", "FormularioPaso", "motivo", "texto"]


class FormularioPaso(FormularioPortal):
    """Its fields carry the names of the action's arguments; one that does not overrides ``argumentos``."""

    token = CampoToken()

    def argumentos(self) -> dict[str, Any]:
        """What the action takes beside actor, request and token. Only of a valid form."""
        return {campo: valor for campo, valor in self.cleaned_data.items() if campo != "token"}

    def con_archivos(self, archivos: dict[str, Archivo]) -> dict[str, Any]:
        """The same for the files, by field. A step without files takes nothing."""
        return {}
