"""Which column of a bank statement is which: asked once for each header."""

from typing import Any

from django import forms

from nucleo.comun.formularios import FormularioPortal
from nucleo.comun.texto import buscable
from pagos.cartolas.lectura import Columnas

# What banks call each column; a guess that a person confirms.
_NOMBRES = {
    "fecha": ("fecha",),
    "monto": ("abono", "monto", "credito", "deposito", "haber", "importe"),
    "texto": ("descripcion", "glosa", "detalle", "concepto", "texto", "mensaje", "movimiento"),
}


def _columna(etiqueta: str, falta: str, ayuda: str = "") -> forms.TypedChoiceField:
    mensajes = {"required": falta, "invalid_choice": falta}
    return forms.TypedChoiceField(label=etiqueta, coerce=int, help_text=ayuda, error_messages=mensajes)


class FormularioColumnas(FormularioPortal):
    """``nombres``: the header as the bank wrote it."""

    fecha = _columna("Columna de la fecha", "Elige la columna de la fecha")
    monto = _columna(
        "Columna del monto", "Elige la columna del monto", "La de los abonos, si el banco separa abonos y cargos."
    )
    texto = _columna("Columna del texto", "Elige la columna del texto", "Donde se lee lo que escribió quien pagó.")

    def __init__(self, *args: Any, nombres: list[str], **kwargs: Any) -> None:
        super().__init__(*args, initial=_adivinadas(nombres), **kwargs)
        opciones = [(str(lugar), nombre or f"Columna {lugar + 1}") for lugar, nombre in enumerate(nombres)]
        for campo in _NOMBRES:
            self.fields[campo].choices = [("", "Elige una columna"), *opciones]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        elegidas = [self.cleaned_data[campo] for campo in _NOMBRES if campo in self.cleaned_data]
        if len(set(elegidas)) < len(elegidas):
            self.add_error("texto", "Elige una columna distinta para cada dato")
        return self.cleaned_data

    @property
    def columnas(self) -> Columnas:
        """Of a valid form."""
        return Columnas(**{campo: self.cleaned_data[campo] for campo in _NOMBRES})


def _adivinadas(nombres: list[str]) -> dict[str, str]:
    plegados = [buscable(nombre) for nombre in nombres]
    return {
        campo: next((str(n) for clave in claves for n, nombre in enumerate(plegados) if clave in nombre), "")
        for campo, claves in _NOMBRES.items()
    }
