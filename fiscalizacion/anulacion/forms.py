"""Shape of an annulment."""

from solicitudes.forms.pasos.comun import FormularioPaso, texto


class FormularioAnulacion(FormularioPaso):
    comentario = texto(
        "Comentario", exige="Escribe el motivo de la anulación", ayuda="Lo leen el solicitante y la distribuidora."
    )
