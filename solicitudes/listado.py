"""Filters, order and pages of the request lists. Names of parameters: contrato.md, 'List parameters'."""

from dataclasses import dataclass, field
from typing import Any

from django.core.paginator import Page, Paginator
from django.http import QueryDict

from nucleo.comun.texto import compacto
from solicitudes.estados import Estado, Tipo
from solicitudes.querysets import SolicitudQuerySet

TAMANOS = (10, 25, 50, 100)
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
    por: int = 10
    pagina: int = 1
    escritos: dict[str, str] = field(default_factory=dict)

    @classmethod
    def de(cls, consulta: QueryDict) -> "Filtros":
        orden = consulta.get("orden", POR_DEFECTO)
        return cls(
            folio=_folio(consulta.get("folio", "")),
            solicitud=compacto(_corto(consulta, "solicitud")),
            cliente=compacto(_corto(consulta, "cliente")),
            tipo=_de(consulta.get("tipo", ""), Tipo.values),
            estado=_de(consulta.get("estado", ""), Estado.values),
            distribuidora=_corto(consulta, "distribuidora").replace(" ", "+").upper(),
            orden=orden if orden.removeprefix("-") in ORDENES else POR_DEFECTO,
            por=_por(consulta.get("por", "")),
            pagina=_pagina(consulta.get("page", "")),
            escritos={clave: _corto(consulta, clave) for clave in ("folio", "solicitud", "cliente")},
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


def _corto(consulta: QueryDict, clave: str) -> str:
    return consulta.get(clave, "")[:40].replace("\x00", "")


def _folio(texto: str) -> str:
    """A space is a ``+`` that the query string lost (``V+196``)."""
    return texto[:24].replace("\x00", "").strip(".-").replace(" ", "+").upper()


def _de(valor: str, conocidos: list[str]) -> str:
    return valor if valor in conocidos else ""


def _por(valor: str) -> int:
    return int(valor) if valor.isdecimal() and len(valor) < 4 and int(valor) in TAMANOS else TAMANOS[0]


def _pagina(valor: str) -> int:
    return max(1, int(valor)) if valor.isdecimal() and len(valor) < 8 else 1


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
