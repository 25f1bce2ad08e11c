"""Which papers a form asks of whom. The table is data of ``catalogo``; here are the conditions it names."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from catalogo import documentos as catalogo_documentos
from catalogo.models import Exigencia, TipoDocumento

Datos = Mapping[str, Any]


def actua_por_otro(datos: Datos) -> bool:
    return str(datos.get("es_titular", "si")) == "no"


def aporta_medidor(datos: Datos) -> bool:
    return bool(datos.get("aporta_medidor"))


def sin_identidad_validada(datos: Datos) -> bool:
    """Stage of autogestión: no account holds a validated identity document yet, so the cédula is always asked."""
    return True


CONDICIONES: dict[str, Callable[[Datos], bool]] = {
    "actua-por-otro": actua_por_otro,
    "aporta-medidor": aporta_medidor,
    "sin-identidad-validada": sin_identidad_validada,
}


@dataclass(frozen=True)
class Pedido:
    """One document as this draft must show it."""

    tipo: TipoDocumento
    obligatorio: bool


def pedidos(tramite: str, datos: Datos) -> list[Pedido]:
    """The documents of ``tramite`` in their order, each required or not for what was typed."""
    return [Pedido(tipo, _es_obligatorio(tipo, datos)) for tipo in catalogo_documentos.de(tramite)]


def faltantes(tramite: str, datos: Datos, presentes: set[str]) -> list[TipoDocumento]:
    """The required documents whose code is not among ``presentes``."""
    return [p.tipo for p in pedidos(tramite, datos) if p.obligatorio and p.tipo.codigo not in presentes]


def _es_obligatorio(tipo: TipoDocumento, datos: Datos) -> bool:
    if tipo.exigencia == Exigencia.CUANDO:
        return CONDICIONES[tipo.condicion](datos)
    return bool(tipo.exigencia == Exigencia.SIEMPRE)
