"""Shape of an annulment."""

from solicitudes.forms.pasos.comun import FormularioPaso
from solicitudes.forms.pasos.comun import motivo as campo_motivo


class FormularioAnulacion(FormularioPaso):
    comentario = campo_motivo(
        "Comentario", exige="Escribe el motivo de la anulación", ayuda="Lo leen el solicitante y la distribuidora."
    )
