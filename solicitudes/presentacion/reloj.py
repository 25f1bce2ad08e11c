"""What the regulator reads of the clock in each row of a list: whose the days were, by which rule, what went wrong."""

from collections.abc import Sequence
from dataclasses import dataclass

from catalogo.models import ReglaPlazo
from catalogo.plazos import calendario
from nucleo.comun.reloj import hoy
from solicitudes import turnos
from solicitudes.estados import CON_COBRO, Estado
from solicitudes.models import Obligacion, Solicitud
from solicitudes.pasos import Clase
from solicitudes.turnos import Dias

_DEL_PLAZO = (Clase.RESPUESTA, Clase.OBJECION)


@dataclass(frozen=True)
class Reloj:
    """``regla``: of the last term to answer, or to object; ``hechos``: what is no state and the light does not say."""

    dias: Dias
    regla: ReglaPlazo | None
    hechos: list[str]


def relojes(solicitudes: Sequence[Solicitud]) -> dict[int, Reloj]:
    """Of the rows of a page, by id: one query for all of them."""
    obligaciones = Obligacion.objects.filter(solicitud__in=solicitudes, clase__in=_DEL_PLAZO)
    reglas = {una.solicitud_id: una.regla for una in obligaciones.select_related("regla").order_by("pk")}
    dias, hasta = calendario(), hoy()
    return {s.pk: Reloj(turnos.dias(s, hasta, dias), reglas.get(s.pk), _hechos(s)) for s in solicitudes}


def _hechos(solicitud: Solicitud) -> list[str]:
    trabada = solicitud.respondida_en is not None and Estado(solicitud.estado) in CON_COBRO
    posibles = (
        (solicitud.fuera_de_orden, "Fuera de orden"),
        (solicitud.reclasificada, "Reclasificada"),
        (solicitud.aceptada_por_plazo, "Pago aceptado por plazo"),
        (trabada, "Trabada por un pago"),
        (solicitud.fuera_de_vigencia, "Fuera de vigencia"),
    )
    return [texto for hay, texto in posibles if hay]
