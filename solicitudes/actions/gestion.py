"""What staff do with a request without moving its state: number, case, assignment, notes."""

from datetime import datetime
from typing import Any

from cuentas.models import Usuario
from nucleo.comun.errores import ErrorDeDominio
from nucleo.comun.texto import compacto
from nucleo.comun.transacciones import en_transaccion
from solicitudes.actions.aplicar import Datos, _aplicar
from solicitudes.actions.termino import exigir_motivo, exigir_texto
from solicitudes.estados import Accion
from solicitudes.models import Solicitud
from solicitudes.obligaciones import casos_posibles


class CasoDesconocido(ErrorDeDominio):
    """Not a case that this Solicitud de Conexión may have, or the one that it already has."""

    codigo = 422


class NoEsDelEquipo(ErrorDeDominio):
    """The colleague is not active staff of the distributor."""

    codigo = 422


@en_transaccion
def editar_numero(*, actor: Any, solicitud_id: int, numero: str, direccion: str | None = None) -> Solicitud:
    """Changes the distributor's own reference (D-05); empty takes it away. The history keeps that it changed."""

    def hijos(solicitud: Solicitud, instante: datetime) -> Datos:
        antes = solicitud.numero_solicitud_compacto
        solicitud.numero_solicitud, solicitud.numero_solicitud_compacto = numero, compacto(numero)
        return {"antes": antes, "despues": solicitud.numero_solicitud_compacto}

    return _aplicar(
        solicitud_id=solicitud_id,
        accion=Accion.EDITAR_NUMERO,
        actor=actor,
        direccion=direccion,
        hijos=hijos,
        campos=["numero_solicitud", "numero_solicitud_compacto"],
    )


@en_transaccion
def reclasificar(*, actor: Any, solicitud_id: int, caso: str, motivo: str, direccion: str | None = None) -> Solicitud:
    """Changes the case of an SC before its deadline, from the same reception; the old term stays in the event."""
    exigir_motivo(motivo, "Escribe por qué cambias el caso")

    def hijos(solicitud: Solicitud, instante: datetime) -> Datos:
        if caso not in casos_posibles(solicitud):
            raise CasoDesconocido("Elige otro caso de la lista")
        antes, vencia = solicitud.caso, solicitud.plazo_respuesta_el
        solicitud.caso, solicitud.reclasificada = caso, True
        return {"antes": antes, "vencia_el": vencia.isoformat() if vencia else "", "caso": caso}

    return _aplicar(
        solicitud_id=solicitud_id,
        accion=Accion.RECLASIFICAR,
        actor=actor,
        direccion=direccion,
        hijos=hijos,
        campos=["reclasificada"],
        texto=motivo,
    )


@en_transaccion
def asignar(*, actor: Any, solicitud_id: int, a: int | None, direccion: str | None = None) -> Solicitud:
    """Gives the request to a colleague of the distributor (the account's id), or to nobody."""

    def hijos(solicitud: Solicitud, instante: datetime) -> Datos:
        colega = None if a is None else _colega(solicitud, a)
        antes, solicitud.asignada_a = solicitud.asignada_a_id, colega
        return {"antes": antes, "a": a}

    return _aplicar(
        solicitud_id=solicitud_id,
        accion=Accion.ASIGNAR,
        actor=actor,
        direccion=direccion,
        hijos=hijos,
        campos=["asignada_a"],
    )


def _colega(solicitud: Solicitud, usuario_id: int) -> Usuario:
    # Locked: whoever deactivates the account meanwhile waits for this, or this for them and finds it inactive.
    del_equipo = Usuario.objects.filter(distribuidora_id=solicitud.distribuidora_id).select_for_update(no_key=True)
    colega = del_equipo.filter(pk=usuario_id).first()
    if colega is None or not colega.is_active:
        raise NoEsDelEquipo("Elige a alguien de tu equipo")
    return colega


@en_transaccion
def anotar(*, actor: Any, solicitud_id: int, nota: str, direccion: str | None = None) -> Solicitud:
    """Leaves an internal note, which the applicant never sees."""
    exigir_texto(nota, "Escribe la nota")
    return _aplicar(solicitud_id=solicitud_id, accion=Accion.ANOTAR, actor=actor, direccion=direccion, texto=nota)
