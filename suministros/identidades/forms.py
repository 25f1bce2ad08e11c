"""The two answers of a review: the number read on the paper, or why it does not serve."""

from typing import Any

from django import forms

from nucleo.comun.formularios import CampoTexto, FormularioPortal
from nucleo.comun.widgets import TextoContado
from suministros.identidades.motivos import DE
from suministros.identidades.papeles import DOCUMENTO, EnRevision

SIN_MOTIVO, SIN_DETALLE = "Elige un motivo", "Escribe cuál es el motivo"
OTRO = "otro"
_DETALLE = 200


class FormularioAceptacion(FormularioPortal):
    """``numero`` as it is read on the paper: what it should be is nowhere on the page."""

    numero = forms.CharField(
        max_length=60,
        error_messages={
            "required": "Escribe el número que lees en el documento",
            "max_length": "Escribe solo el número",
        },
        widget=forms.TextInput({"autocomplete": "off", "inputmode": "text", "spellcheck": "false"}),
    )

    def __init__(self, *args: Any, papel: EnRevision, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        tipo, campo = papel.tipo_de_numero, self.fields["numero"]
        if papel.clase == DOCUMENTO:
            campo.label, campo.help_text = (
                f"{tipo} que lees en el documento",
                "El sistema lo compara con el registrado.",
            )
        else:
            campo.label = f"{tipo} de quien firma el poder"
            campo.help_text = "El sistema lo compara con el del titular en tu registro."


class FormularioNegacion(FormularioPortal):
    """A saved reason, or words of one's own in its place or after it; together they are what the owner reads."""

    elegido = forms.ChoiceField(label="Motivo", error_messages={"required": SIN_MOTIVO})
    detalle = CampoTexto(
        label="Detalle",
        required=False,
        max_length=_DETALLE,
        help_text="Lo leerá la persona, después del motivo.",
        widget=TextoContado(_DETALLE, {"rows": 3}),
    )

    def __init__(self, *args: Any, papel: EnRevision, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        grupos = [(grupo, [(motivo, motivo) for motivo in motivos]) for grupo, motivos in DE[papel.clase]]
        self.fields["elegido"].choices = [("", "Elige un motivo"), *grupos, (OTRO, "Otro motivo")]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        if not self.errors and not self.motivo():
            self.add_error("detalle", SIN_DETALLE)
        return self.cleaned_data

    def motivo(self) -> str:
        """Both parts as one sentence after the other; short enough for its column."""
        elegido, detalle = self.cleaned_data["elegido"], self.cleaned_data["detalle"].strip()
        return ". ".join(filter(None, ["" if elegido == OTRO else elegido, detalle]))
