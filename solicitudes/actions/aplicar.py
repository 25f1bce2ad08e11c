"""The only writer of ``Solicitud.estado``: lock ▸ guard ▸ clock ▸ update ▸ children ▸ event ▸ notices."""

from collections.abc import Callable, Iterable
from datetime import datetime
from typing import Any

from catalogo.plazos import Calendario, calendario_al_dia
from nucleo.bitacora.actions import momento, registrar
from nucleo.bitacora.models import Evento
from nucleo.comun.errores import EstadoCambio, NoPermitido
from nucleo.comun.transacciones import en_transaccion
from solicitudes import candado, emails, obligaciones, textos, turnos
from solicitudes.estados import CERRADOS, Accion, Estado, TipoEvento, Transicion, filas
from solicitudes.models import Solicitud
from solicitudes.obligaciones import Comienzo
from solicitudes.pasos import PASOS
from solicitudes.permissions import motivo_de_rechazo, parte_de, transicion
from solicitudes.totales import anotar as totales
from solicitudes.vocabulario import OCULTOS_AL_SOLICITANTE

Datos = dict[str, Any]
# Writes the child rows at the instant of the event, and returns the payload of the event.
Hijos = Callable[[Solicitud, datetime], Datos]
_NO_CHOCAN = (TipoEvento.SOLICITUD_ABIERTA, *sorted(OCULTOS_AL_SOLICITANTE))
_DEL_RELOJ = (*turnos.CAMPOS, *obligaciones.CAMPOS, "cerrada_en", "disponible_en")


@en_transaccion
def _aplicar(
    *,
    solicitud_id: int,
    accion: Accion,
    actor: Any,
    direccion: str | None,
    hijos: Hijos = lambda solicitud, instante: {},
    campos: Iterable[str] = (),
    texto: str = "",
    comienzo: Comienzo | None = None,
) -> Solicitud:
    """Takes one step of the table on the locked, fresh row and returns it.

    ``hijos`` sees the request in its new state, with the obligations still as they were, and may set the fields named
    in ``campos`` (never ``estado``). ``texto``: what the actor wrote for this step. ``comienzo``: what only the actor
    knows of the obligations that start. Raises ``NoPermitido`` or ``EstadoCambio``, and then nothing has changed.
    """
    solicitud = Solicitud.objects.select_for_update().get(pk=solicitud_id)
    fila = _fila_permitida(solicitud, accion, actor)
    desde, estaba_disponible = Estado(solicitud.estado), solicitud.disponible_en is not None
    contada = totales.hechos(solicitud)
    instante = momento(solicitud.cadena)
    mueve_el_reloj = fila.hacia is not None or fila.evento in PASOS
    dias = calendario_al_dia() if mueve_el_reloj else None
    if dias is not None:
        turnos.contar(solicitud, instante, dias)
    solicitud.estado = fila.hacia or solicitud.estado
    _cerrar_o_reabrir(solicitud, desde, instante)
    datos = hijos(solicitud, instante)
    candado.abrir_si_toca(solicitud, instante)
    if dias is not None:
        datos |= _mover_el_reloj(solicitud, fila, instante, dias, comienzo)
    solicitud.save(update_fields=["estado", *campos, *(_DEL_RELOJ if mueve_el_reloj else ())])
    totales.anotar(solicitud, contada)
    _anotar(solicitud, fila, actor, direccion, instante, {**datos, "desde": desde.value}, textos.escribir(texto))
    if solicitud.disponible_en and not estaba_disponible and fila.evento != TipoEvento.SOLICITUD_RESPONDIDA:
        _anotar_respuesta_disponible(solicitud, actor, direccion, instante)
    return solicitud


@en_transaccion
def _nacer(
    *,
    solicitud: Solicitud,
    actor: Any,
    direccion: str | None,
    hijos: Hijos,
    dias: Calendario,
) -> Solicitud:
    """Gives birth to a request by its row of the table; ``solicitud`` is complete but for ``estado`` and its clock.

    ``hijos`` as in ``_aplicar``. Raises ``NoPermitido`` when no row lets the actor file this form.
    """
    parte = parte_de(actor)
    fila = next((f for f in filas(Accion.ENVIAR, parte) if solicitud.tipo in f.tipos), None) if parte else None
    if fila is None or fila.hacia is None:
        raise NoPermitido("Tu perfil no puede hacer esto.")
    solicitud.estado = fila.hacia
    solicitud.recepcion_el = solicitud.contado_hasta = solicitud.recibida_el
    solicitud.save(force_insert=True)
    instante = solicitud.enviada_en
    datos = {**hijos(solicitud, instante), **_mover_el_reloj(solicitud, fila, instante, dias, None), "desde": ""}
    solicitud.save(update_fields=_DEL_RELOJ)
    totales.anotar(solicitud)
    _anotar(solicitud, fila, actor, direccion, instante, datos, textos.escribir(""))
    return solicitud


def _mover_el_reloj(
    solicitud: Solicitud, fila: Transicion, instante: datetime, dias: Calendario, comienzo: Comienzo | None
) -> Datos:
    comenzadas = obligaciones.aplicar_paso(solicitud, fila.evento, instante, dias, comienzo)
    return {"obligaciones": comenzadas} if fila.evento in PASOS and PASOS[fila.evento].comienza else {}


def _cerrar_o_reabrir(solicitud: Solicitud, desde: Estado, instante: datetime) -> None:
    if (Estado(solicitud.estado) in CERRADOS) != (desde in CERRADOS):
        solicitud.cerrada_en = None if desde in CERRADOS else instante


def _anotar(
    solicitud: Solicitud,
    fila: Transicion,
    actor: Any,
    direccion: str | None,
    instante: datetime,
    datos: Datos,
    escrito: textos.Escrito,
) -> None:
    if fila.evento in textos.CON_TEXTO:
        datos = {**datos, "texto": escrito.huella}
    evento = registrar(
        cadena=solicitud.cadena,
        tipo=fila.evento,
        actor=actor,
        datos={**datos, "hacia": solicitud.estado},
        direccion=direccion,
        ocurrido=instante,
    )
    textos.guardar(solicitud, evento.pk, escrito)
    emails.avisar(solicitud, evento)


def _anotar_respuesta_disponible(solicitud: Solicitud, actor: Any, direccion: str | None, instante: datetime) -> None:
    """A locked answer that opens is a fact of its own: from here the applicant's own terms count."""
    registrar(
        cadena=solicitud.cadena,
        tipo=TipoEvento.RESPUESTA_DISPONIBLE,
        actor=actor,
        datos={"desde": solicitud.estado, "hacia": solicitud.estado},
        direccion=direccion,
        ocurrido=instante,
    )


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
    raise cambio_de_estado(solicitud, motivo.mensaje)


def cambio_de_estado(solicitud: Solicitud, mensaje: str, *, titulo: str = "") -> EstadoCambio:
    """The 409 of a request: who changed what and when.

    Reading it is an event too, and so is what staff keep to themselves: neither collides with anybody.
    """
    cambios = Evento.objects.filter(cadena=solicitud.cadena).exclude(tipo__in=_NO_CHOCAN)
    ultimo = cambios.select_related("actor").order_by("-numero").first()
    return EstadoCambio(
        mensaje,
        quien=str(ultimo.actor or "Sistema") if ultimo else "",
        cuando=ultimo.ocurrido if ultimo else None,
        enlace=solicitud.get_absolute_url(),
        titulo=titulo,
    )
