"""``encolar``: the notice is written in the transaction of the fact that it tells (seguridad.md 4.1)."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any, NotRequired, TypedDict, Unpack

from django.db import connection, transaction
from django.db.transaction import TransactionManagementError

from nucleo.avisos import despertador, preferencias, sms
from nucleo.avisos.models import Aviso, Canal, Causa, EstadoAviso
from nucleo.comun.reloj import ahora

LARGO_DE_DIRECCION = 254
# What makes two messages the same one: the unique key of the table.
_CLAVE = ("evento", "clave", "destinatario", "canal")


class Pedido(TypedDict):
    """What says a message: the arguments of ``encolar``."""

    clave: str
    evento: Any
    destinatario: str
    canal: NotRequired[str]
    usuario: NotRequired[Any]
    contexto: NotRequired[dict[str, Any] | None]
    adicional: NotRequired[bool]
    desde: NotRequired[datetime | None]


def encolar(**pedido: Unpack[Pedido]) -> Aviso | None:
    """Leaves one message in the outbox, in the caller's transaction, and wakes the senders after its commit.

    ``evento``: an Evento, its id, or a text key; with ``clave``, ``destinatario`` and ``canal`` it says which message
    this is, and the same one is never queued twice. ``adicional``: the unverified second address of a request, which
    may unsubscribe. ``desde``: not before this instant (default: at once).
    Answers the row, or None when there is nobody to write to, no service of SMS, or the message was already queued.
    What the account switched off (``preferencias``) enters as ``descartado``: it is told there and never sent.
    Raises TransactionManagementError outside a transaction: a message must not outlive the fact it tells.
    """
    aviso = _nuevo(pedido)
    if aviso is None:
        return None
    preferencias.apagar([aviso])
    Aviso.objects.bulk_create([aviso], ignore_conflicts=True)
    transaction.on_commit(despertador.tocar, robust=True)
    # ON CONFLICT DO NOTHING tells nothing; the fresh Message-ID is there only if this row entered.
    return Aviso.objects.filter(message_id=aviso.message_id).first()


def encolar_varios(pedidos: Iterable[Pedido]) -> int:
    """Leaves many messages, each given by the arguments of ``encolar``, in four statements at most.

    Answers how many were new and will be sent. ``usuario`` may be an id. For
    sweeps, which come again and again over what is queued already.
    """
    avisos = [aviso for pedido in pedidos if (aviso := _nuevo(pedido)) is not None]
    ya_estan = set(Aviso.objects.filter(evento__in={a.evento for a in avisos}).values_list(*_CLAVE))
    nuevos = [aviso for aviso in avisos if tuple(getattr(aviso, campo) for campo in _CLAVE) not in ya_estan]
    if not nuevos:
        return 0
    preferencias.apagar(nuevos)
    Aviso.objects.bulk_create(nuevos, ignore_conflicts=True)
    transaction.on_commit(despertador.tocar, robust=True)
    quedan = Aviso.objects.filter(message_id__in=[aviso.message_id for aviso in nuevos])
    return quedan.exclude(estado=EstadoAviso.DESCARTADO).count()


def dar_a(*, clave: str, eventos: Iterable[str], usuario: Any) -> int:
    """Gives an account the notices that went to its owner before it existed; answers how many."""
    return Aviso.objects.filter(clave=clave, evento__in=list(eventos), usuario=None).update(usuario=usuario)


def _nuevo(pedido: Pedido) -> Aviso | None:
    if not connection.in_atomic_block:
        raise TransactionManagementError("encolar() va dentro de la transacción del hecho que avisa")
    evento, usuario, canal = pedido["evento"], pedido.get("usuario"), pedido.get("canal", Canal.CORREO)
    destinatario = pedido["destinatario"].strip()
    if not destinatario or (canal == Canal.SMS and not sms.disponible()):
        return None
    aviso = Aviso(
        evento=str(getattr(evento, "pk", evento)),
        clave=pedido["clave"],
        destinatario=destinatario[:LARGO_DE_DIRECCION],
        canal=canal,
        adicional=pedido.get("adicional", False),
        usuario_id=getattr(usuario, "pk", usuario),
        contexto=pedido.get("contexto") or {},
        proximo=pedido.get("desde") or ahora(),
    )
    if len(destinatario) > LARGO_DE_DIRECCION:
        # The fact stands whatever its notice suffers: the form that let this through is wrong, not the filing.
        aviso.estado, aviso.causa, aviso.error = EstadoAviso.MUERTO, Causa.MENSAJE, "Dirección demasiado larga"
    return aviso
