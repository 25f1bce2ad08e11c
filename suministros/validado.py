"""What plans and procedures ask of a link before anything else: that it is validated (reglas.md 8)."""

from django.urls import reverse

from cuentas.documento.models import EstadoDocumento
from cuentas.models import Usuario
from nucleo.comun.errores import EstadoCambio, NoPermitido
from suministros.models import EstadoSuministro, Vinculo

RETIRADO = "La distribuidora retiró este suministro."
# What waits, and at whom, while a link is not validated.
ESPERA = {
    EstadoDocumento.EN_ANALISIS: "{distribuidora} todavía revisa los documentos con que lo asociaste. Te avisaremos "
    "por correo cuando termine.",
    EstadoDocumento.NO_LEGIBLE: "{distribuidora} no pudo leer uno de los documentos con que lo asociaste. Sube otro "
    "desde tu perfil o desde el suministro.",
    EstadoDocumento.RECHAZADO: "{distribuidora} rechazó uno de los documentos con que lo asociaste. Sube otro desde tu "
    "perfil o desde el suministro.",
}


def tomar_cuenta(actor: Usuario, negado: str = "Esto lo piden las cuentas de Solicitante.") -> Usuario:
    """The applicant's row, locked: what one account does is done one thing after the other.

    Raises ``NoPermitido`` with the words ``negado`` for any other account.
    """
    cuenta = Usuario.objects.select_for_update(of=("self",), no_key=True).get(pk=actor.pk)
    if not (cuenta.is_active and cuenta.es_solicitante):
        raise NoPermitido(negado)
    return cuenta


def exigir_vinculo(usuario: Usuario, vinculo_id: int) -> Vinculo:
    """The account's own link, validated. Raises ``NoPermitido`` for any other and ``EstadoCambio`` while it waits."""
    vinculo = Vinculo.objects.con_todo().visibles_para(usuario).filter(pk=vinculo_id).first()
    if vinculo is None:
        raise NoPermitido("Ese suministro no está en tu cuenta.")
    exigir_validado(vinculo)
    return vinculo


def exigir_validado(vinculo: Vinculo) -> None:
    """Raises ``EstadoCambio`` with what it waits for."""
    if vinculo.suministro.estado == EstadoSuministro.RETIRADO:
        raise EstadoCambio(RETIRADO, titulo="Este suministro ya no está en uso")
    if vinculo.validado:
        return
    mensaje = ESPERA[EstadoDocumento(vinculo.estado)].format(distribuidora=vinculo.suministro.distribuidora)
    raise EstadoCambio(
        f"Los planes de pago y los trámites comerciales se abren con el suministro validado. {mensaje}",
        titulo="Tu suministro todavía no está validado",
        enlace=reverse("suministros:detalle", args=[vinculo.pk]),
        rotulo="Ver el suministro",
    )
