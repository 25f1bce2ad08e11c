"""What the distributor registers once it has answered."""

from collections.abc import Sequence
from typing import Any

from django import forms

from nucleo.archivos.models import Archivo
from nucleo.comun.widgets import Fecha
from solicitudes.forms.pasos.comun import FormularioPaso, texto
from solicitudes.forms.pasos.comun import motivo as campo_motivo
from solicitudes.models import ResultadoConexion

LARGO_DE_COMENTARIO = 4_000


class FormularioConexion(FormularioPaso):
    resultado = forms.ChoiceField(
        label="¿Qué pasó con la conexión?",
        choices=ResultadoConexion.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Elige qué pasó con la conexión", "invalid_choice": "Elige una de las opciones"},
    )
    fecha = forms.DateField(
        label="Fecha",
        widget=Fecha,
        help_text="El día en que se conectó, o en que se fue a conectar.",
        error_messages={"required": "Elige la fecha", "invalid": "Escribe la fecha como 31-12-2026"},
    )
    comentario = texto("Comentario", ayuda="Lo leerá el solicitante.")


class FormularioProrroga(FormularioPaso):
    """``casos``: (code, words with its last day) of the extensions that the rules give."""

    caso = forms.ChoiceField(
        label="¿Qué prórroga corresponde?",
        widget=forms.RadioSelect,
        error_messages={"required": "Elige qué prórroga corresponde", "invalid_choice": "Elige una de la lista"},
    )
    motivo = campo_motivo(
        "Motivo de la prórroga", exige="Escribe el motivo de la prórroga", ayuda="Lo leerá el solicitante."
    )

    def __init__(self, *args: Any, casos: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["caso"].choices = list(casos)  # type: ignore[attr-defined]


class FormularioComplementacion(FormularioPaso):
    comentario = texto("Comentarios", ayuda="Los leerá el solicitante.", largo=LARGO_DE_COMENTARIO)

    def con_archivos(self, archivos: dict[str, Archivo]) -> dict[str, Any]:
        return {"archivo": archivos["respuesta"]}
