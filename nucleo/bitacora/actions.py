"""The two ways to leave evidence: ``registrar`` (facts, chained) and ``anotar_acceso`` (reads and refusals)."""

import logging
import secrets
from collections.abc import Iterable, Mapping
from datetime import datetime
from ipaddress import ip_address
from typing import TYPE_CHECKING

from django.db import DatabaseError, connection, transaction
from django.http import HttpRequest

from nucleo.bitacora import vocabulario
from nucleo.bitacora.huella import huella_de_direccion
from nucleo.bitacora.models import Acceso, Evento, Origen
from nucleo.comun.reloj import ahora
from nucleo.comun.texto import una_linea

if TYPE_CHECKING:
    from cuentas.models import Usuario

registro = logging.getLogger(__name__)


def registrar(
    *,
    cadena: str,
    tipo: str,
    actor: "Usuario | None",
    datos: Mapping[str, vocabulario.Valor] | None = None,
    direccion: str | None = None,
    ocurrido: datetime | None = None,
) -> Evento:
    """Writes one event at the end of ``cadena``, inside the caller's transaction, and returns it sealed.

    Call it after the domain row is locked and before the outbox: the chain's head is the next lock in the order.
    ``actor`` None is the system; ``direccion`` is an IP (``direccion_de(request)``). Without ``ocurrido`` it is
    ``ahora()``, or the chain's last ``ocurrido`` if that is later: two machines' clocks may disagree by
    milliseconds, and the order in which the lock was won is the true one. An explicit ``ocurrido`` is never moved.

    Raises ``EventoMalDeclarado`` (type, keys or values), ``TransactionManagementError`` outside a transaction
    and ``IntegrityError`` when ``ocurrido`` precedes the chain's last or lies too far from the database's clock.
    """
    datos = dict(datos or {})
    vocabulario.exigir(tipo, datos)
    if not connection.in_atomic_block:
        raise transaction.TransactionManagementError("registrar() belongs inside the transaction of the fact it tells")
    sal, direccion = secrets.token_bytes(16), str(ip_address(direccion)) if direccion else None
    evento = Evento.objects.create(
        cadena=cadena,
        tipo=tipo,
        actor=actor,
        datos=datos,
        direccion_huella=huella_de_direccion(sal, direccion) if direccion else None,
        ocurrido=ocurrido or momento(cadena),
    )
    if direccion:
        Origen.objects.create(evento=evento, direccion=direccion, sal=sal)
    return evento


def momento(cadena: str) -> datetime:
    """The instant of the chain's next event: ``ahora()``, never before its last one. Locks the head till the end.

    For an action that writes the same instant in its own rows and passes it on as ``ocurrido``. Read without the
    lock, a later event could still slip in before ours.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT bitacora_tomar_cabeza(%s)", [cadena])
        ultimo: datetime | None = cursor.fetchone()[0]
    return max(ahora(), ultimo) if ultimo else ahora()


def anotar_acceso(*, request: HttpRequest, accion: str, objeto: str, permitido: bool, motivo: str = "") -> None:
    """Writes who looked at ``objeto`` (``archivo:<uuid>``, ``solicitud:<id>``), or was refused and why."""
    anotar_accesos(request=request, accion=accion, objetos=[objeto], permitido=permitido, motivo=motivo)


def anotar_accesos(
    *, request: HttpRequest, accion: str, objetos: Iterable[str], permitido: bool, motivo: str = ""
) -> None:
    """The same of several things that one answer shows, in one statement.

    Never fails the request: what cannot be written goes to the log. A refusal must be noted outside the
    transaction that it makes roll back, or its row goes with it.
    """
    usuario = getattr(request, "user", None)
    filas = [
        Acceso(
            usuario_id=usuario.pk if usuario is not None else None,
            accion=accion[:60],
            objeto=una_linea(objeto)[:120],
            permitido=permitido,
            motivo=una_linea(motivo)[:120],
            direccion=direccion_de(request),
            agente=una_linea(request.headers.get("User-Agent", ""))[:200],
            cuando=ahora(),
        )
        for objeto in objetos
    ]
    try:
        with transaction.atomic():
            Acceso.objects.bulk_create(filas)
    except DatabaseError:
        registro.exception("Acceso sin anotar: %s %s", accion, ", ".join(fila.objeto for fila in filas))


def anotar_rechazo(request: HttpRequest, motivo: str) -> None:
    """The Acceso row of an answer 403: what the account tried that its role never has (AZ-8)."""
    accion = "pagina.abrir" if request.method in ("GET", "HEAD") else "pagina.enviar"
    anotar_acceso(request=request, accion=accion, objeto=f"pagina:{request.path}", permitido=False, motivo=motivo)


def direccion_de(request: HttpRequest) -> str | None:
    """The caller's address. REMOTE_ADDR only: a forwarding header says whatever its sender likes (V11)."""
    try:
        return str(ip_address(request.META.get("REMOTE_ADDR", "")))
    except ValueError:
        return None
