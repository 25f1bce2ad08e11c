"""The questions of step 2, which decide what papers are asked: built from the conditions in the catalogue's table."""

from collections.abc import Sequence
from typing import Any

from django import forms

from catalogo.datos_documentos import CEDULA_APARTE, CON_MEDIDOR, POR_OTRO
from nucleo.comun.formularios import FormularioPortal
from solicitudes.models import Expediente

ES_TITULAR = [("si", "Sí"), ("no", "No, actúo por otra persona")]
NUEVO = "nuevo"


class CampoExpediente(forms.ChoiceField):
    """Nothing chosen is the first offered: a page that did not show the question left the rule to decide."""

    def clean(self, value: Any) -> str:
        return str(super().clean(value or self.initial))


class FormularioDocumentos(FormularioPortal):
    """``condiciones``: those that the documents of this form wait for; ``expedientes``: (id, words), newest first."""

    expediente = CampoExpediente(
        label="¿A qué expediente pertenece?",
        widget=forms.RadioSelect,
        help_text="Un expediente reúne los trámites de un mismo lugar.",
        error_messages={
            "required": "Elige un expediente o uno nuevo",
            "invalid_choice": "Elige un expediente de la lista o uno nuevo",
        },
    )
    es_titular = forms.ChoiceField(
        label="¿Eres el titular del suministro?",
        choices=ES_TITULAR,
        widget=forms.RadioSelect,
        error_messages={
            "required": "Elige si eres el titular del suministro",
            "invalid_choice": "Elige Sí o No",
        },
    )
    cedula_en_poder = forms.BooleanField(
        label="La cédula de quien firma va en el mismo archivo que el poder", required=False
    )
    aporta_medidor = forms.BooleanField(label="Voy a aportar el medidor bidireccional", required=False)

    def __init__(
        self, *args: Any, condiciones: set[str], expedientes: Sequence[tuple[str, str]] = (), **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        preguntas = {"es_titular": POR_OTRO, "cedula_en_poder": CEDULA_APARTE, "aporta_medidor": CON_MEDIDOR}
        for campo, condicion in preguntas.items():
            if condicion not in condiciones:
                del self.fields[campo]
        if expedientes:
            opciones = [*expedientes, (NUEVO, "Uno nuevo")]
            self.fields["expediente"].choices = opciones  # type: ignore[attr-defined]
            self.fields["expediente"].initial = opciones[0][0]
            if self.initial.get("expediente") not in dict(opciones):
                self.initial["expediente"] = opciones[0][0]
        else:
            del self.fields["expediente"]

    def para_enviar(self) -> dict[str, Any]:
        """What ``actions.enviar`` takes of this step. Only of a valid form."""
        datos = self.cleaned_data
        expediente = datos.get("expediente")
        return {
            "es_titular": datos.get("es_titular", "si") == "si",
            "aporta_medidor": datos.get("aporta_medidor", False),
            "expediente": int(expediente) if expediente and expediente != NUEVO else expediente,
        }

    def resumen(self) -> list[tuple[str, str]]:
        """The answers as the review shows them."""
        datos, filas = self.cleaned_data, []
        if "expediente" in self.fields:
            filas.append(("Expediente", str(dict(self.fields["expediente"].choices)[datos["expediente"]])))  # type: ignore[attr-defined]
        if "es_titular" in self.fields:
            titular = datos["es_titular"] == "si"
            filas.append(("Titular del suministro", "Eres el titular" if titular else "Actúas por otra persona"))
        if "aporta_medidor" in self.fields:
            filas.append(("Medidor bidireccional", "Lo aportas tú" if datos["aporta_medidor"] else "No lo aportas"))
        return filas


def nombre_de_expediente(expediente: Expediente) -> str:
    """``El de LA170 (Solicitud de Información)``: its newest request names it."""
    ultima = max(expediente.solicitudes.all(), key=lambda solicitud: solicitud.pk)
    return f"El de {ultima.folio} ({ultima.get_tipo_display()})"
