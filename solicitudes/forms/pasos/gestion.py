"""What staff write down about a request without moving it: number, case, colleague, note, messages."""

from collections.abc import Callable, Sequence
from typing import Any

from django import forms
from django.urls import reverse_lazy

from nucleo.comun.texto import compacto, una_linea
from solicitudes.forms.pasos.comun import FormularioPaso, texto
from solicitudes.forms.pasos.comun import motivo as campo_motivo
from solicitudes.forms.pasos.solicitante import FormularioComunicacion
from solicitudes.models import Solicitud

LARGO_DE_NOTA = 4_000
# Says whose folio it is while it is typed; without script the page says it after sending.
QUIEN_ES = {
    "hx-get": reverse_lazy("solicitudes:comunicar"),
    "hx-trigger": "input changed delay:500ms",
    "hx-target": "#quien",
    "hx-swap": "innerHTML",
}


def _numero(etiqueta: str, **opciones: Any) -> forms.CharField:
    mensajes = {"max_length": f"El {etiqueta} debe tener 40 caracteres o menos", **opciones.pop("mensajes", {})}
    widget = forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"})
    return forms.CharField(label=etiqueta, max_length=40, widget=widget, error_messages=mensajes, **opciones)


class FormularioNumero(FormularioPaso):
    numero = _numero(
        "N° de solicitud",
        required=False,
        help_text="El número con que tu distribuidora identifica esta solicitud. Vacío, la deja sin número.",
    )

    def clean_numero(self) -> str:
        return una_linea(self.cleaned_data["numero"])


class FormularioNota(FormularioPaso):
    nota = texto(
        "Nota interna",
        exige="Escribe la nota",
        ayuda="La ven tu distribuidora y la SEC, nunca el solicitante.",
        largo=LARGO_DE_NOTA,
    )


class FormularioAsignacion(FormularioPaso):
    """``equipo``: (id, name) of the colleagues who can take it."""

    a = forms.TypedChoiceField(
        label="Responsable",
        coerce=int,
        empty_value=None,
        required=False,
        error_messages={"invalid_choice": "Elige a alguien de tu equipo"},
    )

    def __init__(self, *args: Any, equipo: Sequence[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["a"].choices = [("", "Nadie en particular"), *equipo]  # type: ignore[attr-defined]


class FormularioAsignacionDeVarias(FormularioAsignacion):
    """Nobody is chosen beforehand: sent as it comes, it would take every request from whoever has it."""

    NADIE = "nadie"

    def __init__(self, *args: Any, equipo: Sequence[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, equipo=equipo, **kwargs)
        campo = self.fields["a"]
        campo.required, campo.error_messages["required"] = True, "Elige a quién se las asignas"
        campo.coerce = lambda valor: None if valor == self.NADIE else int(valor)  # type: ignore[attr-defined]
        campo.choices = [  # type: ignore[attr-defined]
            ("", "Elige a una persona"), (self.NADIE, "Nadie en particular"), *equipo,
        ]  # fmt: skip


class FormularioClasificacion(FormularioPaso):
    """``casos``: (code, words with its days and last day) of those to which it can change."""

    caso = forms.ChoiceField(
        label="Nuevo caso",
        widget=forms.RadioSelect,
        error_messages={"required": "Elige el nuevo caso", "invalid_choice": "Elige un caso de la lista"},
    )
    motivo = campo_motivo("Motivo", exige="Escribe por qué cambias el caso", ayuda="Lo leen el solicitante y la SEC.")

    def __init__(self, *args: Any, casos: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["caso"].choices = list(casos)  # type: ignore[attr-defined]


class FormularioComunicar(FormularioComunicacion):
    """D-06: the request is named twice, so that nothing is written to the wrong person.

    ``buscar`` gives the request of a folio in the distributor, or None. Once valid, ``solicitud`` is the one named.
    """

    folio = _numero("Folio", mensajes={"required": "Escribe el folio"}, help_text="Por ejemplo YN189.")
    numero_cliente = _numero(
        "N° de cliente o de factibilidad", mensajes={"required": "Escribe el N° de cliente o de factibilidad"}
    )
    numero_solicitud = _numero("N° de solicitud", required=False)
    field_order = ["folio", "numero_cliente", "numero_solicitud", "comentario"]

    def __init__(self, *args: Any, buscar: Callable[[str], Solicitud | None], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.buscar = buscar
        self.fields["folio"].widget.attrs.update(QUIEN_ES)
        self.solicitud: Solicitud | None = None

    def clean_folio(self) -> str:
        self.solicitud = self.buscar(self.cleaned_data["folio"])
        if self.solicitud is None:
            raise forms.ValidationError("No encontramos ese folio en tu distribuidora")
        return str(self.solicitud.folio)

    def clean(self) -> dict[str, Any]:
        if self.solicitud is not None:
            self._comparar("numero_cliente", "El N° de cliente no corresponde al folio")
            self._comparar("numero_solicitud", "El N° de solicitud no corresponde al folio")
        return self.cleaned_data

    def _comparar(self, campo: str, mensaje: str) -> None:
        """As the filters compare: without dots, dashes or case. What was left empty, or failed already, is not."""
        escrito = self.cleaned_data.get(campo)
        if escrito and compacto(escrito) != getattr(self.solicitud, f"{campo}_compacto"):
            self.add_error(campo, mensaje)
