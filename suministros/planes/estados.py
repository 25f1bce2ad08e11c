"""A payment plan as data: its states and the one table of who may do what when (reglas.md 8).

'Terminado' is written by a person, never deduced: the register says that an invoice was paid, not by which
instalment, and distributors mark refinanced invoices as paid on the first day. Without that row an invoice of a
plan that was broken could never enter another one.
"""

from django.db.models import TextChoices

from suministros.pasos import Chip, Parte, Transicion


class EstadoPlan(TextChoices):
    SOLICITADO = "solicitado", "Solicitado"
    ACEPTADO = "aceptado", "Aceptado"
    RECHAZADO = "rechazado", "Rechazado"
    RETIRADO = "retirado", "Retirado"
    TERMINADO = "terminado", "Terminado"


class AccionPlan(TextChoices):
    ACEPTAR = "aceptar", "Aceptar el plan"
    RECHAZAR = "rechazar", "Rechazar el plan"
    RETIRAR = "retirar", "Retirar el plan"
    TERMINAR = "terminar", "Dar por terminado"


E, A, P = EstadoPlan, AccionPlan, Parte
# While it lives its invoices can be in no other one.
VIVOS = (E.SOLICITADO, E.ACEPTADO)
CON_MOTIVO = (E.RECHAZADO, E.TERMINADO)
EN_FECHA = "la fecha del primer pago no ha pasado"
PEDIDO = "PLAN_PEDIDO"

TRANSICIONES: tuple[Transicion, ...] = (
    # Dates were agreed as they were shown: after the first one there is nothing to accept any more.
    Transicion(A.ACEPTAR, P.DISTRIBUIDORA, frozenset({E.SOLICITADO}), E.ACEPTADO, "PLAN_ACEPTADO", EN_FECHA),
    Transicion(A.RECHAZAR, P.DISTRIBUIDORA, frozenset({E.SOLICITADO}), E.RECHAZADO, "PLAN_RECHAZADO"),
    Transicion(A.RETIRAR, P.SOLICITANTE, frozenset({E.SOLICITADO}), E.RETIRADO, "PLAN_RETIRADO"),
    Transicion(A.TERMINAR, P.DISTRIBUIDORA, frozenset({E.ACEPTADO}), E.TERMINADO, "PLAN_TERMINADO"),
)
# Chips of DISENO 4.1 with the same meaning: slug and icon.
FICHAS = {
    E.SOLICITADO: Chip("pendiente-respuesta", "hourglass-split"),
    E.ACEPTADO: Chip("respondido", "check-circle"),
    E.RECHAZADO: Chip("pago-rechazado", "x-octagon"),
    E.RETIRADO: Chip("desistida", "arrow-return-left"),
    E.TERMINADO: Chip("anulado", "check-lg"),
}
FRASES = {
    PEDIDO: "Plan de pago pedido",
    "PLAN_ACEPTADO": "Plan de pago aceptado",
    "PLAN_RECHAZADO": "Plan de pago rechazado",
    "PLAN_RETIRADO": "Plan de pago retirado",
    "PLAN_TERMINADO": "Plan de pago terminado",
}
