"""The two forms of password recovery (A-09)."""

from collections.abc import Iterable
from typing import Any

from django.http import HttpRequest

from cuentas import codigos
from cuentas.barreras import navegador, resumen
from cuentas.captcha.campos import ConCaptcha
from cuentas.claves.formularios import ConClaveNueva, palabras_de
from cuentas.forms import campo_codigo
from cuentas.models import Usuario
from cuentas.numero_de_documento import ConDocumento

PROPOSITO = "captcha-recuperar"
CODIGO_MALO = "El código no es correcto o ya no sirve. Pide otro."


class FormularioRecuperacion(ConDocumento, ConCaptcha):
    """The document and the picture; ``con_codigo``: a code of the account's own mail instead of the picture."""

    def __init__(self, *args: Any, con_codigo: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, con_captcha=not con_codigo, **kwargs)
        if con_codigo:
            self.fields["codigo"] = campo_codigo(
                ayuda="Si hay una cuenta activa, lo enviamos al correo que tiene registrado."
            )

    def clean(self) -> dict[str, Any]:
        datos = super().clean() or self.cleaned_data
        if "codigo" in self.fields and not self.errors:
            para = para_recuperacion(self.request, self.tipo(), datos["documento"])
            if codigos.gastar(proposito=PROPOSITO, para=para, cifra=datos["codigo"]) is None:
                self.add_error("codigo", CODIGO_MALO)
        return datos


def para_recuperacion(request: HttpRequest, tipo: str, documento: str) -> str:
    """Whom the code that stands for the picture is for: that document, in this browser."""
    return resumen("recuperacion", tipo, documento, navegador(request))


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
