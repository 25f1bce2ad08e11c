"""What the regulator looks for in a list and no state says: who was late, jumped the queue or let a term lapse (F-01).

``desde`` limits a fact to those of that instant and later.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import BigIntegerField, Q
from django.db.models.functions import Cast, Substr, TruncDate

from cuentas.models import Usuario
from nucleo.bitacora.models import Evento
from nucleo.comun.reloj import CHILE, hoy
from solicitudes.estados import CON_COBRO, DEBEN_RESPUESTA, TipoEvento
from solicitudes.models import Obligacion
from solicitudes.pasos import Clase, Fin

_PREFIJO_DE_CADENA = len("solicitud:")
FUERA_DE_ORDEN, FUERA_DE_VIGENCIA = Q(fuera_de_orden=True), Q(fuera_de_vigencia=True)
TARDE = Q(plazo_respuesta_el__lt=TruncDate("respondida_en", tzinfo=CHILE))
TRABADAS = Q(respondida_en__isnull=False, estado__in=[e.value for e in CON_COBRO])


def sin_respuesta(dia: date) -> Q:
    """The last day to answer lies before ``dia`` and no answer is stored, whatever else runs."""
    return Q(plazo_respuesta_el__lt=dia, respondida_en=None, estado__in=[e.value for e in DEBEN_RESPUESTA])


def reclasificadas(desde: datetime | None = None) -> Q:
    """Those whose case of the legal term the distributor changed."""
    hechos = Evento.objects.filter(tipo=TipoEvento.CASO_RECLASIFICADO, **_desde("ocurrido", desde))
    return Q(pk__in=hechos.values_list(Cast(Substr("cadena", _PREFIJO_DE_CADENA + 1), BigIntegerField())))


def aceptadas_por_plazo(desde: datetime | None = None) -> Q:
    """Those of which the portal accepted a payment that nobody reviewed in time."""
    lapsos = Obligacion.objects.filter(clase=Clase.VALIDACION, fin=Fin.VENCIDA, **_desde("termina_en", desde))
    return Q(pk__in=lapsos.values("solicitud_id"))


def _desde(campo: str, desde: datetime | None) -> dict[str, Any]:
    return {f"{campo}__gte": desde} if desde else {}


@dataclass(frozen=True)
class Situacion:
    etiqueta: str
    condicion: Callable[[], Q]


SITUACIONES = {
    "sin-respuesta": Situacion("Vencida sin respuesta", lambda: sin_respuesta(hoy())),
    "tarde": Situacion("Respondida fuera de plazo", lambda: TARDE),
    "fuera-de-orden": Situacion("Respondida fuera de orden", lambda: FUERA_DE_ORDEN),
    "reclasificada": Situacion("Reclasificada", reclasificadas),
    "aceptada-por-plazo": Situacion("Pago aceptado por plazo", aceptadas_por_plazo),
    "trabada": Situacion("Respuesta trabada por un pago", lambda: TRABADAS),
    "fuera-de-vigencia": Situacion("Enviada fuera de vigencia", lambda: FUERA_DE_VIGENCIA),
}


def situaciones_de(user: Usuario) -> Mapping[str, Situacion]:
    """Those that a reader may ask for: what everybody did with the queue and the terms is the regulator's."""
    return SITUACIONES if user.es_sec else {}
