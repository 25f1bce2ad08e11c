"""What SEC reads for each notice: its name, and when it leaves."""

from typing import NamedTuple

from nucleo.avisos.textos import ADICIONAL, DISTRIBUIDORA, SEC, SOLICITANTE


class Nombre(NamedTuple):
    nombre: str
    cuando: str


PARA = {
    SOLICITANTE: "Solicitante",
    DISTRIBUIDORA: "Distribuidora",
    SEC: "SEC",
    ADICIONAL: "Correo adicional",
}
NOMBRES: dict[str, Nombre] = {
    "acuse": Nombre("Acuse de recibo", "Al enviar la solicitud"),
    "pago_solicitado": Nombre("Cobro", "Cuando la distribuidora pide un pago"),
    "cobro_retirado": Nombre("Cobro retirado", "Cuando la distribuidora retira el cobro"),
    "respuesta_disponible": Nombre("Respuesta disponible", "Cuando ya se puede descargar la respuesta"),
    "respuesta_con_pago": Nombre("Respuesta con cobro", "Cuando responden y piden pagar antes de descargar"),
    "respuesta_bloqueada": Nombre("Respuesta que espera el pago", "Cuando responden y el pago sigue pendiente"),
    "pago_validado": Nombre("Pago validado", "Cuando la distribuidora valida el comprobante"),
    "pago_rechazado": Nombre("Pago rechazado", "Cuando la distribuidora rechaza el comprobante"),
    "pago_aceptado_por_plazo": Nombre("Pago aceptado por plazo", "Cuando nadie revisó el comprobante a tiempo"),
    "aceptacion_revertida": Nombre("Aceptación revertida", "Cuando se revierte un pago aceptado por plazo"),
    "solicitud_observada": Nombre("Solicitud observada", "Cuando la distribuidora pide corregir documentos"),
    "manifestacion_objetada": Nombre("Manifestación objetada", "Cuando objetan el aumento de capacidad"),
    "manifestacion_cerrada": Nombre("Manifestación cerrada", "Cuando vence el plazo para objetar sin objeciones"),
    "solicitud_vencida": Nombre("Solicitud vencida", "Cuando vence el plazo para corregir"),
    "respuesta_complementada": Nombre("Respuesta complementada", "Cuando la distribuidora agrega un complemento"),
    "solicitud_anulada": Nombre("Solicitud anulada", "Cuando la SEC anula la solicitud"),
    "comunicacion": Nombre("Comunicación", "Cuando la distribuidora escribe al solicitante"),
    "conexion_registrada": Nombre("Conexión registrada", "Cuando registran la fecha de la conexión"),
    "prorroga_registrada": Nombre("Prórroga registrada", "Cuando registran una prórroga del plazo"),
    "plazo_recalculado": Nombre("Plazo recalculado", "Cuando un cambio de las reglas mueve el plazo que corre"),
    "plazo_recalculado_distribuidora": Nombre(
        "Plazo recalculado", "Cuando un cambio de las reglas mueve el plazo que corre"
    ),
    "recordatorio_solicitante": Nombre("Recordatorio de plazo", "Cuando se acerca el fin de su plazo"),
    "recordatorio_distribuidora": Nombre("Recordatorio de plazo", "Cuando se acerca el fin de su plazo"),
    "recordatorio_atraso": Nombre("Aviso de atraso", "Cuando su plazo ya terminó"),
    "solicitud_nueva": Nombre("Solicitud nueva", "Al recibir una solicitud"),
    "pago_informado": Nombre("Pago informado", "Cuando el solicitante adjunta el comprobante"),
    "pago_aceptado_por_plazo_distribuidora": Nombre(
        "Pago aceptado por plazo", "Cuando nadie revisó el comprobante a tiempo"
    ),
    "aceptacion_revertida_distribuidora": Nombre(
        "Aceptación revertida", "Cuando se revierte un pago aceptado por plazo"
    ),
    "correccion_entregada": Nombre("Corrección entregada", "Cuando el solicitante corrige sus documentos"),
    "manifestacion_cerrada_distribuidora": Nombre(
        "Manifestación cerrada", "Cuando vence el plazo para objetar sin objeciones"
    ),
    "solicitud_vencida_distribuidora": Nombre("Solicitud vencida", "Cuando vence el plazo para corregir"),
    "solicitud_desistida": Nombre("Desistimiento", "Cuando el solicitante desiste"),
    "solicitud_anulada_distribuidora": Nombre("Solicitud anulada", "Cuando la SEC anula la solicitud"),
    "comunicacion_respondida": Nombre("Comunicación respondida", "Cuando el solicitante responde"),
    "complemento_pedido": Nombre("Complemento pedido", "Cuando el solicitante pide completar la respuesta"),
    "pago_aceptado_por_plazo_sec": Nombre("Pago aceptado por plazo", "Cuando nadie revisó el comprobante a tiempo"),
    "adicional": Nombre("Aviso al correo adicional", "Al enviar la solicitud y al responderla"),
}
