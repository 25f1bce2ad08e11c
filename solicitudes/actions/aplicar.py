"""The only writer of ``Solicitud.estado``: lock ▸ guard ▸ update ▸ children ▸ event ▸ notices."""

from collections.abc import Callable, Iterable
from datetime import datetime
from typing import Any

from django.db import transaction

from nucleo.bitacora.actions import momento, registrar
from nucleo.bitacora.models import Evento
from nucleo.comun.errores import EstadoCambio, NoPermitido
from solicitudes import emails
from solicitudes.estados import Accion, TipoEvento, Transicion, filas
from solicitudes.models import Solicitud
from solicitudes.permissions import motivo_de_rechazo, parte_de, transicion

Datos = dict[str, Any]
# Writes the child rows at the instant of the event, and returns the payload of the event.
Hijos = Callable[[Solicitud, datetime], Datos]


@transaction.atomic
def _aplicar(
    *,
    solicitud_id: int,
    accion: Accion,
    actor: Any,
    direccion: str | None,
    hijos: Hijos,
    campos: Iterable[str] = (),
) -> Solicitud:
    """Takes one step of the table on the locked, fresh row and returns it.

    ``hijos`` may set the fields of the request named in ``campos`` (never ``estado``). Raises ``NoPermitido``
    or ``EstadoCambio``, and then nothing has changed.
    """
    solicitud = Solicitud.objects.select_for_update().get(pk=solicitud_id)
    fila = _fila_permitida(solicitud, accion, actor)
    desde = solicitud.estado
    solicitud.estado = fila.hacia or solicitud.estado
    instante = momento(solicitud.cadena)
    datos = hijos(solicitud, instante)
    solicitud.save(update_fields=["estado", *campos])
    _anotar(solicitud, fila, actor, direccion, instante, {**datos, "desde": desde})
    return solicitud


@transaction.atomic
def _nacer(
    *,
    solicitud: Solicitud,
    actor: Any,
    direccion: str | None,
    hijos: Hijos,
) -> Solicitud:
    """Gives birth to a request by its row of the table; ``solicitud`` is complete but for ``estado``.

    ``hijos`` as in ``_aplicar``. Raises ``NoPermitido`` when no row lets the actor file this form.
    """
    parte = parte_de(actor)
    fila = next((f for f in filas(Accion.ENVIAR, parte) if solicitud.tipo in f.tipos), None) if parte else None
    if fila is None or fila.hacia is None:
        raise NoPermitido("Tu perfil no puede hacer esto.")
    solicitud.estado = fila.hacia
    solicitud.save(force_insert=True)
    instante = solicitud.enviada_en
    _anotar(solicitud, fila, actor, direccion, instante, {**hijos(solicitud, instante), "desde": ""})
    return solicitud


def _anotar(
    solicitud: Solicitud, fila: Transicion, actor: Any, direccion: str | None, instante: datetime, datos: Datos
) -> None:
    evento = registrar(
        cadena=solicitud.cadena,
        tipo=fila.evento,
        actor=actor,
        datos={**datos, "hacia": solicitud.estado},
        direccion=direccion,
        ocurrido=instante,
    )
    emails.avisar(solicitud, evento)


def _fila_permitida(solicitud: Solicitud, accion: Accion, actor: Any) -> Transicion:
    exigir(actor, accion, solicitud)
    parte = parte_de(actor, solicitud)
    fila = transicion(accion, parte, solicitud) if parte else None
    if fila is None:  # exigir has just found it on this locked row
        raise NoPermitido("Tu perfil no puede hacer esto.")
    return fila


def exigir(actor: Any, accion: Accion, solicitud: Solicitud) -> None:
    """The third door as an exception: pages call it before drawing a form, actions on the locked row."""
    motivo = motivo_de_rechazo(actor, accion, solicitud)
    if motivo is None:
        return
    if motivo.codigo == 403:
        raise NoPermitido(motivo.mensaje)
    raise _cambio_de_estado(solicitud, motivo.mensaje)


def _cambio_de_estado(solicitud: Solicitud, mensaje: str) -> EstadoCambio:
    """The 409 of a request: who changed what and when. Reading it is an event too, and collides with nobody."""
    cambios = Evento.objects.filter(cadena=solicitud.cadena).exclude(tipo=TipoEvento.SOLICITUD_ABIERTA)
    ultimo = cambios.select_related("actor").order_by("-numero").first()
    return EstadoCambio(
        mensaje,
        quien=str(ultimo.actor or "Sistema") if ultimo else "",
        cuando=ultimo.ocurrido if ultimo else None,
        enlace=solicitud.get_absolute_url(),
    )
