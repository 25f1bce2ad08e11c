"""Who is told of the steps of a commercial procedure, and in which words."""

from typing import Any

from suministros.avisos_de_pedidos import Correo, Mensaje
from suministros.models import Tramite
from suministros.tramites.estados import PEDIDO

_AL_SOLICITANTE = {
    PEDIDO: Mensaje(
        "tramite-pedido", "Trámite comercial recibido", "{numero}: recibimos tu trámite",
        "Pediste a {distribuidora} «{que}» para el suministro N° {suministro}. Te avisaremos cuando responda.",
    ),
    "TRAMITE_CONSULTADO": Mensaje(
        "tramite-consultado", "Mensaje de la distribuidora sobre tu trámite", "{numero}: tienes un mensaje",
        "{distribuidora} te escribió sobre «{que}», del suministro N° {suministro}. Respóndele en la página del "
        "trámite.{dicho}",
    ),
    "TRAMITE_RESPONDIDO": Mensaje(
        "tramite-respondido", "Trámite comercial respondido", "{numero}: tu trámite fue respondido",
        "{distribuidora} respondió «{que}», del suministro N° {suministro}.{dicho}",
        sms="{distribuidora} respondió tu trámite {numero} del suministro {suministro}. Míralo en el portal.",
    ),
    "TRAMITE_RECHAZADO": Mensaje(
        "tramite-rechazado", "Trámite comercial rechazado", "{numero}: tu trámite fue rechazado",
        "{distribuidora} rechazó «{que}», del suministro N° {suministro}.{dicho}",
        sms="{distribuidora} rechazó tu trámite {numero} del suministro {suministro}. El motivo está en el portal.",
    ),
}  # fmt: skip
_A_LA_DISTRIBUIDORA = {
    PEDIDO: Mensaje(
        "tramite-por-responder", "Trámite comercial por responder", "{numero}: trámite por responder",
        "{solicitante} pide «{que}» para el suministro N° {suministro}.",
    ),
    "TRAMITE_COMPLETADO": Mensaje(
        "tramite-completado", "Mensaje del solicitante sobre su trámite", "{numero}: mensaje del solicitante",
        "{solicitante} escribió sobre «{que}», del suministro N° {suministro}.",
    ),
    "TRAMITE_RETIRADO": Mensaje(
        "tramite-retirado", "Trámite comercial retirado", "{numero}: trámite retirado",
        "{solicitante} retiró «{que}», del suministro N° {suministro}. No tienes que responderlo.",
    ),
}  # fmt: skip


def _dicho(tramite: Any, mensaje_id: int | None) -> str:
    mensaje = tramite.mensajes.filter(pk=mensaje_id).first()
    return mensaje.texto if mensaje else ""


CORREO = Correo(
    modelo=Tramite,
    contexto="tramite",
    al_solicitante=_AL_SOLICITANTE,
    a_la_distribuidora=_A_LA_DISTRIBUIDORA,
    que=lambda tramite: tramite.nombre,
    dicho=_dicho,
)
avisar = CORREO.avisar
