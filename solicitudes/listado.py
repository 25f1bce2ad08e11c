"""Filters of the request lists. Names of parameters: contrato.md, 'List parameters'.

Their order is in ``orden``, their pages in ``paginas``, their views in ``vistas``.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.http import QueryDict

from nucleo.comun import parametros
from nucleo.comun.periodo import entre
from nucleo.comun.reloj import CHILE
from nucleo.comun.texto import compacto, folio
from solicitudes import por_luz
from solicitudes.estados import Estado, Tipo
from solicitudes.orden import ORDENES, POR_DEFECTO, ordenar
from solicitudes.querysets import SolicitudQuerySet
from solicitudes.situaciones import SITUACIONES
from solicitudes.vistas import Vista

LARGO = 40
ANOS = range(2000, 2101)  # a date half typed has the year 2, which no time zone of PostgreSQL likes
FECHAS = ("desde", "hasta", "resp_desde", "resp_hasta")
_DE_CADA_LECTOR = ("plazo", "situacion", "distribuidora")


@dataclass(frozen=True)
class Filtros:
    """What the address asks, already cleaned: an unknown value filters nothing. Dates are whole days of Chile."""

    folio: str = ""
    solicitud: str = ""
    cliente: str = ""
    tipo: str = ""
    estado: str = ""
    distribuidora: str = ""
    plazo: str = ""
    situacion: str = ""
    vista: str = ""
    desde: date | None = None
    hasta: date | None = None
    resp_desde: date | None = None
    resp_hasta: date | None = None
    orden: str = POR_DEFECTO
    orden_propio: str = POR_DEFECTO
    por: int = parametros.TAMANOS[0]
    pagina: int = 1
    escritos: dict[str, str] = field(default_factory=dict)

    @classmethod
    def de(
        cls,
        consulta: QueryDict,
        por: int = parametros.TAMANOS[0],
        vistas: Mapping[str, Vista] | None = None,
        situaciones: Collection[str] = (),
    ) -> "Filtros":
        """``por``: how many rows when the address does not say; ``vistas``, ``situaciones``: those of its reader."""
        vistas = vistas or {}
        vista = parametros.elegido(consulta, "vista", vistas)
        orden_propio = vistas[vista].orden if vista else POR_DEFECTO
        return cls(
            folio=_folio(consulta),
            solicitud=compacto(parametros.texto(consulta, "solicitud", LARGO)),
            cliente=compacto(parametros.texto(consulta, "cliente", LARGO)),
            tipo=parametros.elegido(consulta, "tipo", Tipo.values),
            estado=parametros.elegido(consulta, "estado", Estado.values),
            distribuidora=parametros.prefijo(consulta),
            plazo=parametros.elegido(consulta, "plazo", por_luz.NOMBRES),
            situacion=parametros.elegido(consulta, "situacion", situaciones),
            vista=vista,
            orden=parametros.orden(consulta, ORDENES, orden_propio),
            orden_propio=orden_propio,
            por=parametros.por_pagina(consulta) if pide_cuantas(consulta) else por,
            pagina=parametros.pagina(consulta),
            escritos={clave: parametros.texto(consulta, clave, LARGO) for clave in ("folio", "solicitud", "cliente")},
            **{clave: _fecha(consulta, clave) for clave in FECHAS},
        )

    @property
    def puestos(self) -> list[str]:
        """The parameters that filter something, in the order of the bar; the view, which stands above it, is none."""
        claves = ("solicitud", "folio", "cliente", "tipo", "estado", *FECHAS, *_DE_CADA_LECTOR)
        return [clave for clave in claves if getattr(self, clave)]

    @property
    def hay(self) -> bool:
        return bool(self.puestos)

    @property
    def hay_mas(self) -> bool:
        """Whether one of 'Más filtros' is used: it is open then."""
        return any(clave in (*FECHAS, *_DE_CADA_LECTOR) for clave in self.puestos)


def pide_cuantas(consulta: QueryDict) -> bool:
    return consulta.get("por", "") in map(str, parametros.TAMANOS)


def _folio(consulta: QueryDict) -> str:
    return folio(parametros.texto(consulta, "folio", 24).strip(".-"))


def _fecha(consulta: QueryDict, clave: str) -> date | None:
    """``2026-03-08`` as browsers send it, or ``08-03-2026`` as a person writes it."""
    escrita = parametros.texto(consulta, clave, 10)
    for forma in ("%Y-%m-%d", "%d-%m-%Y"):
        try:
            dia = datetime.strptime(escrita, forma).replace(tzinfo=CHILE).date()
        except ValueError:
            continue
        return dia if dia.year in ANOS else None
    return None


def aplicar(solicitudes: SolicitudQuerySet, filtros: Filtros) -> SolicitudQuerySet:
    """The rows that the filters leave; the view depends on the reader (``vistas``)."""
    condiciones: dict[str, Any] = {
        "folio__startswith": filtros.folio,
        "numero_solicitud_compacto__startswith": filtros.solicitud,
        "numero_cliente_compacto__startswith": filtros.cliente,
        "tipo": filtros.tipo,
        "estado": filtros.estado,
        "distribuidora__prefijo": filtros.distribuidora,
        **entre("enviada_en", filtros.desde, filtros.hasta),
        **entre("respondida_en", filtros.resp_desde, filtros.resp_hasta),
    }
    quedan = solicitudes.filter(**{campo: valor for campo, valor in condiciones.items() if valor})
    if filtros.solicitud:
        quedan = quedan.filter(numero_solicitud_compacto__gt="")  # what its index holds; the planner does not infer it
    if filtros.situacion:
        quedan = quedan.filter(SITUACIONES[filtros.situacion].condicion())
    return quedan.filter(por_luz.condicion(filtros.plazo)) if filtros.plazo else quedan


def filas(solicitudes: SolicitudQuerySet, filtros: Filtros) -> SolicitudQuerySet:
    """All the rows for a file, in the order of the page."""
    con_nombres = aplicar(solicitudes, filtros).select_related("distribuidora", "solicitante")
    return ordenar(con_nombres, filtros.orden)
