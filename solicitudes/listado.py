"""Filters, order and pages of the request lists. Names of parameters: contrato.md, 'List parameters'."""

from dataclasses import dataclass, field
from typing import Any

from django.core.paginator import Page, Paginator
from django.http import QueryDict

from nucleo.comun import parametros
from nucleo.comun.texto import compacto
from solicitudes.estados import Estado, Tipo
from solicitudes.querysets import SolicitudQuerySet

LARGO = 40
# Column of the page → field; nothing else may reach order_by (V20).
ORDENES = {
    "folio": "folio_numero",
    "envio": "enviada_en",
    "respuesta": "respondida_en",
    "plazo": "vence_el",
    "estado": "estado",
    "formulario": "tipo",
    "distribuidora": "distribuidora__orden",
}
POR_DEFECTO = "-envio"


@dataclass(frozen=True)
class Filtros:
    """What the address asks, already cleaned: an unknown value filters nothing."""

    folio: str = ""
    solicitud: str = ""
    cliente: str = ""
    tipo: str = ""
    estado: str = ""
    distribuidora: str = ""
    orden: str = POR_DEFECTO
    por: int = parametros.TAMANOS[0]
    pagina: int = 1
    escritos: dict[str, str] = field(default_factory=dict)

    @classmethod
    def de(cls, consulta: QueryDict) -> "Filtros":
        return cls(
            folio=_folio(consulta),
            solicitud=compacto(parametros.texto(consulta, "solicitud", LARGO)),
            cliente=compacto(parametros.texto(consulta, "cliente", LARGO)),
            tipo=parametros.elegido(consulta, "tipo", Tipo.values),
            estado=parametros.elegido(consulta, "estado", Estado.values),
            distribuidora=parametros.prefijo(consulta),
            orden=parametros.orden(consulta, ORDENES, POR_DEFECTO),
            por=parametros.por_pagina(consulta),
            pagina=parametros.pagina(consulta),
            escritos={clave: parametros.texto(consulta, clave, LARGO) for clave in ("folio", "solicitud", "cliente")},
        )

    @property
    def hay(self) -> bool:
        return any(
            (
                self.folio,
                self.solicitud,
                self.cliente,
                self.tipo,
                self.estado,
                self.distribuidora,
            )
        )


def _folio(consulta: QueryDict) -> str:
    """A space is a ``+`` that the query string lost (``V+196``)."""
    return parametros.texto(consulta, "folio", 24).strip(".-").replace(" ", "+").upper()


def aplicar(solicitudes: SolicitudQuerySet, filtros: Filtros) -> SolicitudQuerySet:
    condiciones: dict[str, Any] = {
        "folio__startswith": filtros.folio,
        "numero_solicitud_compacto__startswith": filtros.solicitud,
        "numero_cliente_compacto__startswith": filtros.cliente,
        "tipo": filtros.tipo,
        "estado": filtros.estado,
        "distribuidora__prefijo": filtros.distribuidora,
    }
    return solicitudes.filter(**{campo: valor for campo, valor in condiciones.items() if valor})


def pagina(solicitudes: SolicitudQuerySet, filtros: Filtros) -> Page:
    """The page asked for; one past the end is the last. Newest first inside an equal order."""
    signo = "-" if filtros.orden.startswith("-") else ""
    columna = ORDENES[filtros.orden.removeprefix("-")]
    ordenadas = aplicar(solicitudes, filtros).select_related("distribuidora", "solicitante")
    return Paginator(ordenadas.order_by(f"{signo}{columna}", "-id"), filtros.por).get_page(filtros.pagina)
