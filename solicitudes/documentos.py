"""Which papers a form asks of whom. The table is data of ``catalogo``; here are the conditions it names."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from catalogo import documentos as catalogo_documentos
from catalogo.datos_documentos import CEDULA_APARTE, CON_MEDIDOR, POR_OTRO, SIN_IDENTIDAD
from catalogo.models import Exigencia, TipoDocumento
from cuentas.documento.consultas import documento_validado
from cuentas.models import Usuario
from nucleo.archivos.models import Archivo
from solicitudes import lugares
from suministros.consultas import poder_validado

Datos = Mapping[str, Any]


def actua_por_otro(datos: Datos, usuario: Usuario | None) -> bool:
    return str(datos.get("es_titular", "si")) == "no"


def cedula_del_poder_aparte(datos: Datos, usuario: Usuario | None) -> bool:
    """S-17: the cédula of who grants the poder may stand in the same file."""
    return actua_por_otro(datos, usuario) and not datos.get("cedula_en_poder")


def aporta_medidor(datos: Datos, usuario: Usuario | None) -> bool:
    return bool(datos.get("aporta_medidor"))


def sin_identidad_validada(datos: Datos, usuario: Usuario | None) -> bool:
    """A document of the account that a distributor validated spares the cédula in every form (reglas.md 4 and 8)."""
    return usuario is None or not documento_validado(usuario)


def con_poder_validado(datos: Datos, usuario: Usuario | None) -> bool:
    """A poder that a distributor validated for that supply spares it in a form, with the cédula of who granted it."""
    donde = lugares.suministro(datos)
    return usuario is not None and donde is not None and poder_validado(usuario, *donde)


CONDICIONES: dict[str, Callable[[Datos, Usuario | None], bool]] = {
    POR_OTRO: actua_por_otro,
    CEDULA_APARTE: cedula_del_poder_aparte,
    CON_MEDIDOR: aporta_medidor,
    SIN_IDENTIDAD: sin_identidad_validada,
}
# While one of these does not hold, its documents are not asked at all; an unneeded cédula is still taken.
REVELADORAS = frozenset({POR_OTRO, CEDULA_APARTE, CON_MEDIDOR})
DEL_PODER = frozenset({POR_OTRO, CEDULA_APARTE})


@dataclass(frozen=True)
class Pedido:
    """One document as this draft must show it."""

    tipo: TipoDocumento
    obligatorio: bool


def pedidos(tramite: str, datos: Datos, usuario: Usuario | None = None) -> list[Pedido]:
    """The documents asked of ``usuario`` for what was typed, in the order of the table.

    Without ``usuario`` nobody's validated identity counts.
    """
    return [
        Pedido(tipo, es_obligatorio(tipo, datos, usuario))
        for tipo in catalogo_documentos.de(tramite)
        if tipo.condicion not in REVELADORAS or CONDICIONES[tipo.condicion](datos, usuario)
    ]


def faltantes(tramite: str, datos: Datos, presentes: set[str], usuario: Usuario | None = None) -> list[TipoDocumento]:
    """The required documents whose code is not among ``presentes``."""
    return [p.tipo for p in pedidos(tramite, datos, usuario) if p.obligatorio and p.tipo.codigo not in presentes]


def es_obligatorio(tipo: TipoDocumento, datos: Datos, usuario: Usuario | None = None) -> bool:
    if tipo.exigencia == Exigencia.CUANDO:
        return CONDICIONES[tipo.condicion](datos, usuario) and not _lo_ahorra_el_poder(tipo, datos, usuario)
    return bool(tipo.exigencia == Exigencia.SIEMPRE)


def _lo_ahorra_el_poder(tipo: TipoDocumento, datos: Datos, usuario: Usuario | None) -> bool:
    return tipo.condicion in DEL_PODER and con_poder_validado(datos, usuario)


def dispensados(tramite: str, datos: Datos, presentes: set[str], usuario: Usuario) -> list[str]:
    """The codes that were not attached because papers of the account were validated before: evidence of the filing."""
    ausentes = [p for p in pedidos(tramite, datos, usuario) if p.tipo.codigo not in presentes]
    return sorted(p.tipo.codigo for p in ausentes if not p.obligatorio and es_obligatorio(p.tipo, datos))


def cabe(archivo: Archivo, tipo: TipoDocumento) -> bool:
    """Whether a file received earlier still fits: SEC may have tightened the table since."""
    limite = catalogo_documentos.limites(tipo)
    admitidas = {*limite.extensiones, *(("jpeg",) if "jpg" in limite.extensiones else ())}
    return archivo.extension in admitidas and (archivo.bytes_recibidos or 0) <= limite.maximo
