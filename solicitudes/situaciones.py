"""What the regulator looks for in a list and no state says: who was late, jumped the queue, let a term lapse (F-01)."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import BigIntegerField, Q
from django.db.models.functions import Cast, Substr

from cuentas.models import Usuario
from nucleo.bitacora.models import Evento
from nucleo.comun.reloj import hoy
from solicitudes.estados import CON_COBRO, DEBEN_RESPUESTA, TipoEvento
from solicitudes.models import Obligacion
from solicitudes.models.indices import TARDE
from solicitudes.pasos import Clase, Fin

_PREFIJO_DE_CADENA = len("solicitud:")
FUERA_DE_ORDEN, FUERA_DE_VIGENCIA = Q(fuera_de_orden=True), Q(fuera_de_vigencia=True)
RECLASIFICADAS, ACEPTADAS_POR_PLAZO = Q(reclasificada=True), Q(aceptada_por_plazo=True)
TRABADAS = Q(respondida_en__isnull=False, estado__in=[e.value for e in CON_COBRO])


def sin_respuesta(dia: date) -> Q:
    """The last day to answer lies before ``dia`` and no answer is stored, whatever else runs."""
    return Q(plazo_respuesta_el__lt=dia, respondida_en=None, estado__in=[e.value for e in DEBEN_RESPUESTA])


def reclasificadas(desde: datetime) -> Q:
    """Those whose case of the legal term the distributor changed at that instant or later."""
    hechos = Evento.objects.filter(tipo=TipoEvento.CASO_RECLASIFICADO, ocurrido__gte=desde)
    return Q(pk__in=hechos.values_list(Cast(Substr("cadena", _PREFIJO_DE_CADENA + 1), BigIntegerField())))


def aceptadas_por_plazo(desde: datetime) -> Q:
    """Those of which the portal accepted then or later a payment that nobody reviewed in time."""
    lapsos = Obligacion.objects.filter(clase=Clase.VALIDACION, fin=Fin.VENCIDA, termina_en__gte=desde)
    return Q(pk__in=lapsos.values("solicitud_id"))


@dataclass(frozen=True)
class Situacion:
    etiqueta: str
    condicion: Callable[[], Q]


SITUACIONES = {
    "sin-respuesta": Situacion("Vencida sin respuesta", lambda: sin_respuesta(hoy())),
    "tarde": Situacion("Respondida fuera de plazo", lambda: TARDE),
    "fuera-de-orden": Situacion("Respondida fuera de orden", lambda: FUERA_DE_ORDEN),
    "reclasificada": Situacion("Reclasificada", lambda: RECLASIFICADAS),
    "aceptada-por-plazo": Situacion("Pago aceptado por plazo", lambda: ACEPTADAS_POR_PLAZO),
    "trabada": Situacion("Respuesta trabada por un pago", lambda: TRABADAS),
    "fuera-de-vigencia": Situacion("Enviada fuera de vigencia", lambda: FUERA_DE_VIGENCIA),
}


def situaciones_de(user: Usuario) -> Mapping[str, Situacion]:
    """Those that a reader may ask for: what everybody did with the queue and the terms is the regulator's."""
    return SITUACIONES if user.es_sec else {}
