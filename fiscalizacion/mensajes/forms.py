"""Shape of the text of a notice: what is wrong is said by ``mensajes.revisar_mensaje``, in one place."""

from typing import Any

from django import forms

from nucleo.avisos import mensajes
from nucleo.comun.formularios import CampoTexto, FormularioPortal


class _Cuerpo(CampoTexto):
    def to_python(self, value: Any) -> str:
        # A browser sends two characters for each end of line; SEC counts one.
        return super().to_python(str(value or "").replace("\r\n", "\n").replace("\r", "\n"))


class FormularioMensaje(FormularioPortal):
    """``clave``: whose placeholders may be used. ``version``: the one that the editor had in front."""

    asunto = forms.CharField(
        label="Asunto",
        help_text="Comienza con {folio}.",
        error_messages={"required": "Escribe el asunto"},
        widget=forms.TextInput(attrs={"autocomplete": "off", "data-contador": mensajes.LARGO_DEL_ASUNTO}),
    )
    cuerpo = _Cuerpo(
        label="Mensaje",
        help_text="Texto simple. Una línea vacía separa los párrafos.",
        error_messages={"required": "Escribe el mensaje"},
        widget=forms.Textarea(attrs={"rows": 14, "data-contador": mensajes.LARGO_DEL_CUERPO}),
    )
    version = forms.IntegerField(
        min_value=0,
        max_value=2**31 - 1,
        widget=forms.HiddenInput,
        error_messages={"required": "Abre de nuevo el mensaje"},
    )

    def __init__(self, *args: Any, clave: str, **kwargs: Any) -> None:
        self.clave = clave
        super().__init__(*args, **kwargs)

    def clean(self) -> dict[str, Any]:
        datos = super().clean() or {}
        if self.errors:
            return datos
        for campo, errores in mensajes.revisar_mensaje(self.clave, datos["asunto"], datos["cuerpo"]).items():
            for error in errores:
                self.add_error(campo, error)
        return datos

    @property
    def escrito(self) -> tuple[str, str]:
        """Subject and body as they are now, right or wrong: what the preview shows."""
        return str(self["asunto"].value() or ""), str(self["cuerpo"].value() or "")
