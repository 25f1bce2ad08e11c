"""The lists of the radar as data: which requests each holds, and how it is ordered.

Each is counted from one small index of its own (``Solicitud.Meta``), so its cost follows what is open or recent.
"""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db.models import Count, Q

from catalogo.plazos import Calendario, calendario, restan
from catalogo.reglas import MC_OBJECION
from catalogo.semaforo import Semaforo, semaforo
from nucleo.comun.reloj import CHILE, hoy
from solicitudes import situaciones
from solicitudes.models import Solicitud
from solicitudes.presentacion.luz import CONEXION
from solicitudes.querysets import SolicitudQuerySet

VENTANAS = {"7": "7 días", "30": "30 días", "90": "90 días", "365": "12 meses", "3650": "10 años"}
VENTANA = "30"
# What the applicant owes, and the five days after which an MC closes by itself: nobody's delay.
_CORRECCIONES = ("sc-correccion", "nc-correccion", "nc-correccion-conjunta", "mc-correccion")
_NO_ES_DE_ELLA = Q(obligacion__in=_CORRECCIONES) | Q(obligacion=MC_OBJECION, aumenta_capacidad=False)
_CON_OTRO_PLAZO = Q(obligacion__in=("pago-validacion", "respuesta-complemento", MC_OBJECION))


@dataclass(frozen=True)
class Momento:
    """Today, the first day of the window of what already happened, and the calendar that counts días hábiles."""

    hoy: date
    desde: date
    dias: Calendario

    @classmethod
    def ahora(cls, ventana: str = VENTANA) -> "Momento":
        return cls(hoy(), hoy() - timedelta(days=int(ventana)), calendario())

    @property
    def desde_instante(self) -> datetime:
        return datetime.combine(self.desde, time(), CHILE)

    def en(self, quedan: int) -> Q:
        """The last days of which ``quedan`` días hábiles are left; 0: those that end today."""
        # Three hábil days are never more than twenty away.
        cerca = (self.hoy + timedelta(days=n) for n in range(21))
        return Q(vence_el__in=[dia for dia in cerca if restan(dia, self.hoy, self.dias) == quedan])


@dataclass(frozen=True)
class Lista:
    """``de_ella``: the distributor has to do something, and its own mail says so. ``reciente``: of the window only.

    ``situacion``: the filter of the list of all requests that leaves the same ones, whenever it happened.
    """

    clave: str
    nombre: str
    corta: str
    ayuda: str
    filas: Callable[[Momento], Q]
    orden: tuple[str, ...]
    de_ella: bool = True
    reciente: bool = False
    situacion: str = ""


VENCIDAS, TRABADAS = "vencidas", "trabadas"
LISTAS = {
    lista.clave: lista
    for lista in (
        Lista(
            VENCIDAS,
            "Vencidas sin respuesta",
            "Sin respuesta",
            "Pasó el último día del plazo legal y no hay respuesta guardada.",
            lambda m: situaciones.sin_respuesta(m.hoy),
            ("plazo_respuesta_el", "distribuidora_id", "pk"),
            situacion="sin-respuesta",
        ),
        Lista(
            "hoy", "Vencen hoy", "Hoy", "El plazo que corre termina hoy.", lambda m: m.en(0) & ~_NO_ES_DE_ELLA, ("pk",)
        ),
        Lista(
            "en-1",
            "Vencen en 1 día",
            "En 1 día",
            "Queda un día hábil del plazo que corre.",
            lambda m: m.en(1) & ~_NO_ES_DE_ELLA,
            ("vence_el", "distribuidora_id", "pk"),
        ),
        Lista(
            "en-3",
            "Vencen en 3 días",
            "En 3 días",
            "Quedan tres días hábiles del plazo que corre.",
            lambda m: m.en(3) & ~_NO_ES_DE_ELLA,
            ("vence_el", "distribuidora_id", "pk"),
        ),
        Lista(
            "otros-plazos",
            "Otros plazos vencidos",
            "Otros plazos",
            "Validar un pago, completar una respuesta u objetar una manifestación, fuera de plazo.",
            lambda m: Q(vence_el__lt=m.hoy) & _CON_OTRO_PLAZO & ~_NO_ES_DE_ELLA,
            ("vence_el", "distribuidora_id", "pk"),
        ),
        Lista(
            "conexiones",
            "Conexiones sin registrar",
            "Conexiones",
            "Pasaron 10 días hábiles desde la fecha acordada y no hay conexión registrada (artículo 29).",
            lambda m: Q(vence_el__lt=m.hoy, obligacion=CONEXION),
            ("vence_el", "distribuidora_id", "pk"),
        ),
        Lista(
            TRABADAS,
            "Respuestas trabadas por un pago",
            "Trabadas",
            "La respuesta está guardada y el solicitante no la recibe mientras no se valide el pago.",
            lambda _: situaciones.TRABADAS,
            ("respondida_en", "distribuidora_id", "pk"),
            de_ella=False,
            situacion="trabada",
        ),
        Lista(
            "fuera-de-orden",
            "Respondidas fuera de orden",
            "Fuera de orden",
            "Había solicitudes anteriores del mismo formulario en espera (artículos 23 y 29).",
            lambda m: situaciones.FUERA_DE_ORDEN & Q(respondida_en__gte=m.desde_instante),
            ("-respondida_en", "-distribuidora_id", "-pk"),
            de_ella=False,
            reciente=True,
            situacion="fuera-de-orden",
        ),
        Lista(
            "reclasificadas",
            "Reclasificadas",
            "Reclasificadas",
            "La distribuidora cambió el caso, y con él el plazo legal.",
            lambda m: situaciones.reclasificadas(m.desde_instante),
            ("-pk",),
            de_ella=False,
            reciente=True,
            situacion="reclasificada",
        ),
        Lista(
            "aceptadas",
            "Pagos aceptados por plazo",
            "Aceptados por plazo",
            "Nadie revisó el comprobante a tiempo y el portal aceptó el pago.",
            lambda m: situaciones.aceptadas_por_plazo(m.desde_instante),
            ("-pk",),
            de_ella=False,
            reciente=True,
            situacion="aceptada-por-plazo",
        ),
    )
}


def filas(lista: Lista, momento: Momento, **condiciones: Any) -> SolicitudQuerySet:
    """The requests of a list, in its order; ``condiciones``: ``distribuidora_id``, ``tipo``."""
    puestas = {campo: valor for campo, valor in condiciones.items() if valor}
    return Solicitud.objects.filter(lista.filas(momento), **puestas).order_by(*lista.orden)


def por_distribuidora(lista: Lista, momento: Momento, **condiciones: Any) -> Counter[int]:
    """How many requests of a list each distributor has, by its id."""
    cuentas = (
        filas(lista, momento, **condiciones).order_by().values_list("distribuidora_id").annotate(cuantas=Count("*"))
    )
    return Counter(dict(cuentas))


def atraso(solicitud: Solicitud, momento: Momento) -> Semaforo:
    """The light of the answer's term of an unanswered request, also while its payment has a term of its own."""
    return semaforo(solicitud.plazo_respuesta_el or momento.hoy, momento.hoy, momento.dias)
