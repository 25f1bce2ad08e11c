"""What the regulator reads of the clock in each row of a list: whose the days were, by which rule, what went wrong."""

from collections.abc import Sequence
from dataclasses import dataclass

from catalogo.models import ReglaPlazo
from catalogo.plazos import calendario
from nucleo.bitacora.models import Evento
from nucleo.comun.reloj import hoy
from solicitudes import turnos
from solicitudes.estados import CON_COBRO, Estado, TipoEvento
from solicitudes.models import Obligacion, Solicitud
from solicitudes.pasos import Clase, Fin
from solicitudes.turnos import Dias

_DEL_PLAZO = (Clase.RESPUESTA, Clase.OBJECION)


@dataclass(frozen=True)
class Reloj:
    """``regla``: of the last term to answer, or to object; ``hechos``: what is no state and the light does not say."""

    dias: Dias
    regla: ReglaPlazo | None
    hechos: list[str]


def relojes(solicitudes: Sequence[Solicitud]) -> dict[int, Reloj]:
    """Of the rows of a page, by id: two queries for all of them."""
    reglas: dict[int, ReglaPlazo] = {}
    aceptadas: set[int] = set()
    obligaciones = Obligacion.objects.filter(solicitud__in=solicitudes, clase__in=(*_DEL_PLAZO, Clase.VALIDACION))
    for una in obligaciones.select_related("regla").order_by("pk"):
        if una.clase in _DEL_PLAZO:
            reglas[una.solicitud_id] = una.regla
        elif una.fin == Fin.VENCIDA:
            aceptadas.add(una.solicitud_id)
    eventos = Evento.objects.filter(cadena__in=[s.cadena for s in solicitudes], tipo=TipoEvento.CASO_RECLASIFICADO)
    reclasificadas = set(eventos.values_list("cadena", flat=True))
    dias, hasta = calendario(), hoy()
    return {
        s.pk: Reloj(
            turnos.dias(s, hasta, dias),
            reglas.get(s.pk),
            _hechos(s, reclasificada=s.cadena in reclasificadas, aceptada=s.pk in aceptadas),
        )
        for s in solicitudes
    }


def _hechos(solicitud: Solicitud, *, reclasificada: bool, aceptada: bool) -> list[str]:
    trabada = solicitud.respondida_en is not None and Estado(solicitud.estado) in CON_COBRO
    posibles = (
        (solicitud.fuera_de_orden, "Fuera de orden"),
        (reclasificada, "Reclasificada"),
        (aceptada, "Pago aceptado por plazo"),
        (trabada, "Trabada por un pago"),
        (solicitud.fuera_de_vigencia, "Fuera de vigencia"),
    )
    return [texto for hay, texto in posibles if hay]
