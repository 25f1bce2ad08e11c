"""The two forms of password recovery (A-09)."""

from collections.abc import Iterable
from typing import Any

from cuentas.captcha.campos import ConCaptcha
from cuentas.claves.formularios import ConClaveNueva, palabras_de
from cuentas.models import Usuario
from cuentas.numero_de_documento import ConDocumento


class FormularioRecuperacion(ConDocumento, ConCaptcha):
    """The document and the picture."""


class FormularioClaveNueva(ConClaveNueva):
    """The new password of an account that had one."""

    cambio = True

    def __init__(self, *args: Any, usuario: Usuario, **kwargs: Any) -> None:
        self.usuario = usuario
        super().__init__(*args, **kwargs)
        self.fields["clave"].label = "Contraseña nueva"
        self.fields["clave2"].label = "Confirmar contraseña"

    def palabras(self) -> Iterable[str]:
        return palabras_de(self.usuario)
