"""The answers behind a figure of compliance."""

from dataclasses import dataclass
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import F
from django.db.models.functions import TruncDate
from django.http import QueryDict

from catalogo.models import Distribuidora
from fiscalizacion.panel.forms import Eleccion
from nucleo.comun import parametros
from nucleo.comun.periodo import entre
from nucleo.comun.reloj import CHILE
from solicitudes.models import Solicitud
from solicitudes.querysets import SolicitudQuerySet
from solicitudes.totales.consultas import Cumplimiento

EN_PLAZO, TARDE = "en-plazo", "tarde"
RESPUESTAS = {EN_PLAZO: "En plazo", TARDE: "Fuera de plazo"}
POR_PAGINA, LIMITE = 25, 1000
Clave = tuple[str, str]


@dataclass(frozen=True)
class Filtro:
    """Which of the cases: by case of the legal term, and in time or late. An unknown value filters nothing."""

    caso: str = ""
    respuesta: str = ""

    @classmethod
    def de(cls, consulta: QueryDict, casos: Any) -> "Filtro":
        return cls(parametros.elegido(consulta, "caso", casos), parametros.elegido(consulta, "respuesta", RESPUESTAS))

    def cuantas(self, cuentas: dict[Clave, Cumplimiento]) -> int:
        """How many the totals say, without counting the rows."""
        elegidas = [cuenta for (_, caso), cuenta in cuentas.items() if self.caso in ("", caso)]
        campo = {EN_PLAZO: "en_plazo", TARDE: "tarde"}.get(self.respuesta, "casos")
        return sum(getattr(cuenta, campo) for cuenta in elegidas)


def filas(eleccion: Eleccion, distribuidora: Distribuidora, filtro: Filtro) -> SolicitudQuerySet:
    """The latest first."""
    condiciones = {
        **entre("respondida_en", eleccion.alcance.desde, eleccion.alcance.hasta),
        **{campo: valor for campo, valor in (("tipo", eleccion.alcance.tipo), ("caso", filtro.caso)) if valor},
    }
    respondidas = Solicitud.objects.filter(
        distribuidora=distribuidora, plazo_respuesta_el__isnull=False, dias_respuesta__isnull=False, **condiciones
    )
    if filtro.respuesta:
        en_plazo = {"dia__lte": F("plazo_respuesta_el")}
        con_dia = respondidas.annotate(dia=TruncDate("respondida_en", tzinfo=CHILE))
        respondidas = con_dia.filter(**en_plazo) if filtro.respuesta == EN_PLAZO else con_dia.exclude(**en_plazo)
    return respondidas.order_by("-respondida_en", "-enviada_en", "-pk")


def pagina(respondidas: SolicitudQuerySet, cuantas: int, numero: int, *, por: int = POR_PAGINA) -> Page:
    """A page of the newest ``LIMITE``; ``cuantas``: how many there are, as the totals say."""
    paginador = Paginator(respondidas, por)
    paginador.count = min(cuantas, LIMITE)
    return paginador.get_page(numero)
