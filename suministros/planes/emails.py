"""Who is told of the steps of a payment plan, and in which words."""

from typing import Any

from nucleo.comun.templatetags.formatos import pesos
from suministros.avisos_de_pedidos import Correo, Mensaje
from suministros.models import Plan
from suministros.planes.estados import PEDIDO

_AL_SOLICITANTE = {
    PEDIDO: Mensaje(
        "plan-pedido", "Plan de pago recibido", "{numero}: recibimos tu pedido de plan de pago",
        "Pediste a {distribuidora} un plan de pago del suministro N° {suministro}: {que}. Te avisaremos la respuesta.",
    ),
    "PLAN_ACEPTADO": Mensaje(
        "plan-aceptado", "Plan de pago aceptado", "{numero}: tu plan de pago fue aceptado",
        "{distribuidora} aceptó el plan de pago del suministro N° {suministro}: {que}. Las fechas y los montos de cada "
        "cuota están en su página.",
        sms="{distribuidora} aceptó tu plan de pago {numero} del suministro {suministro}. Míralo en el portal.",
    ),
    "PLAN_RECHAZADO": Mensaje(
        "plan-rechazado", "Plan de pago rechazado", "{numero}: tu plan de pago fue rechazado",
        "{distribuidora} rechazó el plan de pago del suministro N° {suministro}. Puedes pedir otro.{dicho}",
        sms="{distribuidora} rechazó tu plan de pago {numero} del suministro {suministro}. Lee el motivo en el portal.",
    ),
    "PLAN_TERMINADO": Mensaje(
        "plan-terminado", "Plan de pago terminado", "{numero}: tu plan de pago terminó",
        "{distribuidora} dio por terminado el plan de pago del suministro N° {suministro}.{dicho}",
        sms="{distribuidora} dio por terminado tu plan de pago {numero}. El motivo está en el portal.",
    ),
}  # fmt: skip
_A_LA_DISTRIBUIDORA = {
    PEDIDO: Mensaje(
        "plan-por-responder", "Plan de pago por responder", "{numero}: plan de pago por responder",
        "{solicitante} pide un plan de pago del suministro N° {suministro}: {que}.",
    ),
    "PLAN_RETIRADO": Mensaje(
        "plan-retirado", "Plan de pago retirado", "{numero}: plan de pago retirado",
        "{solicitante} retiró su pedido de plan de pago del suministro N° {suministro}. No tienes que responderlo.",
    ),
}  # fmt: skip


def en_una_linea(plan: Any) -> str:
    """``$80.440 en 3 cuotas, con un primer pago de $20.000``."""
    cuotas = "1 cuota" if plan.cuotas_pedidas == 1 else f"{plan.cuotas_pedidas} cuotas"
    primero = f", con un primer pago de {pesos(plan.primer_pago)}" if plan.primer_pago else ""
    return f"{pesos(plan.deuda)} en {cuotas}{primero}"


def _dicho(plan: Any, mensaje_id: int | None) -> str:
    return f"Motivo: {plan.motivo}" if plan.motivo else ""


CORREO = Correo(
    modelo=Plan,
    contexto="plan",
    al_solicitante=_AL_SOLICITANTE,
    a_la_distribuidora=_A_LA_DISTRIBUIDORA,
    que=en_una_linea,
    dicho=_dicho,
)
avisar = CORREO.avisar
