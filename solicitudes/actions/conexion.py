"""After the answer: what came of the connection (art. 29), and the extension of what is in force (art. 24)."""

from datetime import date, datetime
from typing import Any

from catalogo import reglas
from catalogo.plazos import calendario_al_dia, dia_en_chile, vencimiento
from nucleo.comun.errores import ErrorDeDominio
from nucleo.comun.transacciones import en_transaccion
from solicitudes import vigencia
from solicitudes.actions.aplicar import Datos, _aplicar
from solicitudes.actions.termino import exigir_motivo
from solicitudes.estados import Accion
from solicitudes.models import Conexion, ResultadoConexion, Solicitud


class ConexionMalFechada(ErrorDeDominio):
    """The connection cannot have happened on that day."""

    codigo = 422


class ProrrogaImposible(ErrorDeDominio):
    """There is nothing in force to extend, or not by that rule."""

    codigo = 422


@en_transaccion
def registrar_conexion(
    *,
    actor: Any,
    solicitud_id: int,
    resultado: ResultadoConexion,
    fecha: date,
    comentario: str = "",
    direccion: str | None = None,
) -> Solicitud:
    """Writes down what came of the connection on ``fecha``; a later row replaces what stands, not the history."""

    def hijos(solicitud: Solicitud, instante: datetime) -> Datos:
        if not dia_en_chile(solicitud.enviada_en) <= fecha <= dia_en_chile(instante):
            raise ConexionMalFechada("Elige un día entre el envío de la notificación y hoy")
        Conexion.objects.create(
            solicitud=solicitud, resultado=resultado, fecha=fecha, registrada_por=actor, registrada_en=instante
        )
        return {"resultado": str(resultado), "fecha": fecha.isoformat()}

    return _aplicar(
        solicitud_id=solicitud_id,
        accion=Accion.REGISTRAR_CONEXION,
        actor=actor,
        direccion=direccion,
        hijos=hijos,
        texto=comentario,
    )


@en_transaccion
def registrar_prorroga(
    *, actor: Any, solicitud_id: int, caso: str, motivo: str, direccion: str | None = None
) -> Solicitud:
    """Extends, once, what the SC answer or the MC keeps in force, by the rule ``caso`` (``vigencia.PRORROGAS``)."""
    exigir_motivo(motivo, "Escribe el motivo de la prórroga")

    def hijos(solicitud: Solicitud, instante: datetime) -> Datos:
        vence_el = vigencia.vence_la_vigencia(solicitud)
        if vence_el is None or caso not in vigencia.PRORROGAS:
            raise ProrrogaImposible("Elige una de las prórrogas de la lista")
        regla = reglas.vigente(caso, dia_en_chile(instante))
        solicitud.prorrogada_hasta = vencimiento(vence_el, regla.cantidad, regla.unidad, calendario_al_dia())
        return {
            "caso": caso,
            "regla": regla.pk,
            "vencia_el": vence_el.isoformat(),
            "vence_el": solicitud.prorrogada_hasta.isoformat(),
        }

    return _aplicar(
        solicitud_id=solicitud_id,
        accion=Accion.REGISTRAR_PRORROGA,
        actor=actor,
        direccion=direccion,
        hijos=hijos,
        campos=["prorrogada_hasta"],
        texto=motivo,
    )
