"""A commercial procedure as data: its states and the one table of who may do what when (reglas.md 8).

There is no 'en curso': that somebody opened it is a mark (``abierto_en``), and whose turn it is follows from who wrote
last (``espera_al_solicitante``).
"""

from django.db.models import TextChoices

from suministros.pasos import Chip, Parte, Transicion


class EstadoTramite(TextChoices):
    RECIBIDO = "recibido", "Recibido"
    RESPONDIDO = "respondido", "Respondido"
    RECHAZADO = "rechazado", "Rechazado"
    RETIRADO = "retirado", "Retirado"


class AccionTramite(TextChoices):
    PEDIR = "pedir", "Solicitud"
    ABRIR = "abrir", "Apertura"
    ESCRIBIR = "escribir", "Mensaje"
    RESPONDER = "responder", "Respuesta"
    RECHAZAR = "rechazar", "Rechazo"
    RETIRAR = "retirar", "Retiro"


E, A, P = EstadoTramite, AccionTramite, Parte
_VIVO = frozenset({E.RECIBIDO})
SIN_ABRIR = "sin abrir"
PEDIDO = "TRAMITE_PEDIDO"
ABIERTO = "TRAMITE_ABIERTO"

TRANSICIONES: tuple[Transicion, ...] = (
    Transicion(A.ABRIR, P.DISTRIBUIDORA, frozenset(E), None, ABIERTO, SIN_ABRIR),
    Transicion(A.ESCRIBIR, P.DISTRIBUIDORA, _VIVO, None, "TRAMITE_CONSULTADO"),
    Transicion(A.ESCRIBIR, P.SOLICITANTE, _VIVO, None, "TRAMITE_COMPLETADO"),
    Transicion(A.RESPONDER, P.DISTRIBUIDORA, _VIVO, E.RESPONDIDO, "TRAMITE_RESPONDIDO"),
    Transicion(A.RECHAZAR, P.DISTRIBUIDORA, _VIVO, E.RECHAZADO, "TRAMITE_RECHAZADO"),
    Transicion(A.RETIRAR, P.SOLICITANTE, _VIVO, E.RETIRADO, "TRAMITE_RETIRADO"),
)
# Chips of DISENO 4.1 with the same meaning: slug and icon.
FICHAS = {
    E.RECIBIDO: Chip("pendiente-respuesta", "hourglass-split"),
    E.RESPONDIDO: Chip("respondido", "check-circle"),
    E.RECHAZADO: Chip("pago-rechazado", "x-octagon"),
    E.RETIRADO: Chip("desistida", "arrow-return-left"),
}
FRASES = {
    PEDIDO: "Trámite comercial pedido",
    ABIERTO: "Trámite comercial abierto por la distribuidora",
    "TRAMITE_CONSULTADO": "Mensaje de la distribuidora",
    "TRAMITE_COMPLETADO": "Mensaje del solicitante",
    "TRAMITE_RESPONDIDO": "Trámite comercial respondido",
    "TRAMITE_RECHAZADO": "Trámite comercial rechazado",
    "TRAMITE_RETIRADO": "Trámite comercial retirado",
}
