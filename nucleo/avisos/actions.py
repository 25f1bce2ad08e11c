"""``encolar``: the notice is written in the transaction of the fact that it tells (seguridad.md 4.1)."""

from datetime import datetime
from typing import Any

from django.db import connection, transaction
from django.db.transaction import TransactionManagementError

from nucleo.avisos import despertador, sms
from nucleo.avisos.models import Aviso, Canal, Causa, EstadoAviso
from nucleo.comun.reloj import ahora

LARGO_DE_DIRECCION = 254


def encolar(
    *,
    clave: str,
    evento: Any,
    destinatario: str,
    canal: str = Canal.CORREO,
    usuario: Any = None,
    contexto: dict[str, Any] | None = None,
    adicional: bool = False,
    desde: datetime | None = None,
) -> Aviso | None:
    """Leaves one message in the outbox, in the caller's transaction, and wakes the senders after its commit.

    ``evento``: an Evento, its id, or a text key; with ``clave``, ``destinatario`` and ``canal`` it says which message
    this is, and the same one is never queued twice. ``adicional``: the unverified second address of a request, which
    may unsubscribe. ``desde``: not before this instant (default: at once).
    Answers the row, or None when there is nobody to write to, no service of SMS, or the message was already queued.
    Raises TransactionManagementError outside a transaction: a message must not outlive the fact it tells.
    """
    if not connection.in_atomic_block:
        raise TransactionManagementError("encolar() va dentro de la transacción del hecho que avisa")
    destinatario = destinatario.strip()
    if not destinatario or (canal == Canal.SMS and not sms.disponible()):
        return None
    aviso = Aviso(
        evento=str(getattr(evento, "pk", evento)),
        clave=clave,
        destinatario=destinatario[:LARGO_DE_DIRECCION],
        canal=canal,
        adicional=adicional,
        usuario=usuario,
        contexto=contexto or {},
        proximo=desde or ahora(),
    )
    if len(destinatario) > LARGO_DE_DIRECCION:
        # The fact stands whatever its notice suffers: the form that let this through is wrong, not the filing.
        aviso.estado, aviso.causa, aviso.error = EstadoAviso.MUERTO, Causa.MENSAJE, "Dirección demasiado larga"
    Aviso.objects.bulk_create([aviso], ignore_conflicts=True)
    transaction.on_commit(despertador.tocar, robust=True)
    # ON CONFLICT DO NOTHING tells nothing; the fresh Message-ID is there only if this row entered.
    return Aviso.objects.filter(message_id=aviso.message_id).first()
