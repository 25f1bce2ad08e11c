"""What the applicant writes after filing."""

from typing import Any

from nucleo.archivos.models import Archivo
from solicitudes.actions.comunicacion import LARGO
from solicitudes.forms.pasos.comun import FormularioPaso, texto
from solicitudes.forms.pasos.comun import motivo as campo_motivo


class FormularioDesistimiento(FormularioPaso):
    motivo = texto("Motivo", ayuda="La distribuidora lo leerá. Puedes escribir 1.000 caracteres.")


class FormularioCorreccion(FormularioPaso):
    """Nothing but the files of the documents asked for."""

    def con_archivos(self, archivos: dict[str, Archivo]) -> dict[str, Any]:
        return {"archivos": archivos}


class FormularioComplemento(FormularioPaso):
    motivo = campo_motivo("¿Qué le falta a la respuesta?", exige="Escribe qué le falta a la respuesta")


class FormularioComunicacion(FormularioPaso):
    """A message of either side: at most 300 characters, a file if there is one (D-06, D-09)."""

    comentario = texto(
        "Comentario",
        exige="Escribe el comentario",
        largo=LARGO,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["comentario"].error_messages["max_length"] = f"El comentario debe tener {LARGO} caracteres o menos"

    def argumentos(self) -> dict[str, Any]:
        return {"texto": self.cleaned_data["comentario"]}

    def con_archivos(self, archivos: dict[str, Archivo]) -> dict[str, Any]:
        return {"archivo": archivos.get("comunicacion")}
