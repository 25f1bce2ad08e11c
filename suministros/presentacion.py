"""What the pages of plans and procedures show of their events."""

from typing import Any

from cuentas.models import Usuario
from nucleo.bitacora import vocabulario
from suministros.models import Vinculo
from suministros.pasos import Oficio, eventos
from suministros.titular import Titular, visible_para_su_cuenta


def recuadro(vinculo: Vinculo, lector: Usuario) -> dict[str, Any]:
    """The supply beside a plan or a procedure: its holder as the reader may see it, should the link stop counting."""
    suministro = vinculo.suministro
    entero = Titular(suministro.titular_nombre, suministro.titular_documento_visible, oculto=False)
    return {"vinculo": vinculo, "titular": visible_para_su_cuenta(vinculo) if lector.es_solicitante else entero}


_ICONOS = {"PEDIDO": "send", "ACEPTADO": "check-circle", "RESPONDIDO": "check-circle", "RECHAZADO": "x-octagon"}


def historia(oficio: Oficio, objeto: Any) -> list[dict[str, Any]]:
    """Its events as ``componentes/historial.html`` takes them, the newest first."""
    sucesos = [
        {
            "titulo": vocabulario.de(evento.tipo).frase,
            "quien": _quien(evento.actor),
            "cuando": evento.ocurrido,
            "icono": _ICONOS.get(evento.tipo.rpartition("_")[2], "chat-left-text"),
        }
        for evento in eventos(oficio, objeto)
    ]
    return sucesos[::-1]


def _quien(actor: Any) -> str:
    if actor is None:
        return "Sistema"
    return f"{actor.nombre} ({actor.distribuidora})" if actor.distribuidora else str(actor.nombre)
