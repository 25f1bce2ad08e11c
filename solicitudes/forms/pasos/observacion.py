"""What the distributor asks to be corrected (DS 57 arts. 13 and 28), and what it objects to (art. 20)."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.forms.boundfield import BoundField

from nucleo.comun.formularios import CampoTexto, vestir
from nucleo.comun.widgets import TextoContado
from solicitudes.forms.pasos.comun import LARGO, FormularioPaso, texto
from solicitudes.forms.pasos.comun import motivo as campo_motivo

NADA = "Elige al menos un documento"


class FormularioObservacion(FormularioPaso):
    """``documentos``: (code, name) of the request's papers. ``conjunta``: whether to ask about joint property (NC).

    A reason under a paper that is not ticked is not asked for, whatever it holds.
    """

    motivo = texto("Comentario general", ayuda="Lo leerá el solicitante, junto al motivo de cada documento.")
    propiedad_conjunta = forms.BooleanField(
        label="Es de propiedad conjunta: el solicitante tendrá 10 días hábiles", required=False
    )

    def __init__(self, *args: Any, documentos: Sequence[tuple[str, str]], conjunta: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.documentos = list(documentos)
        for codigo, nombre in self.documentos:
            self.fields[f"corregir_{codigo}"] = forms.BooleanField(label=nombre, required=False)
            self.fields[f"motivo_{codigo}"] = _motivo(nombre)
            for campo in (f"corregir_{codigo}", f"motivo_{codigo}"):
                vestir(campo, self.fields[campo])
        if conjunta:
            self.fields["propiedad_conjunta"].label = conjunta
        else:
            del self.fields["propiedad_conjunta"]
        self.order_fields([c for codigo, _ in self.documentos for c in (f"corregir_{codigo}", f"motivo_{codigo}")])

    @property
    def pares(self) -> list[tuple[BoundField, BoundField]]:
        """The tick and the reason of each paper."""
        return [(self[f"corregir_{codigo}"], self[f"motivo_{codigo}"]) for codigo, _ in self.documentos]

    @property
    def generales(self) -> list[BoundField]:
        return [self[campo] for campo in ("motivo", "propiedad_conjunta") if campo in self.fields]

    def clean(self) -> dict[str, Any]:
        marcados = [par for par in self.documentos if self.cleaned_data.get(f"corregir_{par[0]}")]
        for codigo, nombre in self.documentos:
            campo = f"motivo_{codigo}"
            if (codigo, nombre) not in marcados:
                self.errors.pop(campo, None)
        if not marcados:
            self.add_error(f"corregir_{self.documentos[0][0]}" if self.documentos else None, NADA)
        return self.cleaned_data

    def argumentos(self) -> dict[str, Any]:
        datos = self.cleaned_data
        motivos = {c: datos[f"motivo_{c}"] for c, _ in self.documentos if datos[f"corregir_{c}"]}
        # The message and the history tell one reason: without a general one, those of the papers.
        juntos = "\n".join(f"{nombre}: {motivos[codigo]}" for codigo, nombre in self.documentos if codigo in motivos)
        conjunta = {"propiedad_conjunta": True} if datos.get("propiedad_conjunta") else {}
        return {"documentos": motivos, "motivo": datos["motivo"].strip() or juntos, **conjunta}


def _motivo(nombre: str) -> forms.CharField:
    return CampoTexto(
        label=f"Qué hay que corregir en {nombre}",
        max_length=LARGO,
        error_messages={
            "required": f"Escribe qué hay que corregir en {nombre}",
            "max_length": "El motivo debe tener 1.000 caracteres o menos",
        },
        widget=TextoContado(LARGO, {"rows": 2}),
    )


class FormularioObjecion(FormularioPaso):
    motivo = campo_motivo("Motivo de la objeción", exige="Escribe por qué objetas el aumento de capacidad")
