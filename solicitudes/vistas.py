"""The views of each reader's list: named sets of rows that combine with every filter (DISENO 6.8, 7.2, 7.3, 7.5).

An address names one by ``vista=``; without it the list holds everything that the reader sees.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from cuentas.models import Perfil, Usuario
from solicitudes import fila, por_luz
from solicitudes.estados import RESPONDIDAS, Estado
from solicitudes.querysets import SolicitudQuerySet
from solicitudes.sin_descargar import sin_descargar

SIN_DESCARGAR, POR_RESPONDER = "sin-descargar", "por-responder"


@dataclass(frozen=True)
class Vista:
    """``vacia`` is said when it holds nothing, ``tono`` colours its count, ``orden`` is its own order."""

    etiqueta: str
    vacia: str
    quedan: Callable[[SolicitudQuerySet, Usuario], SolicitudQuerySet]
    tono: str = ""
    orden: str = "-envio"
    icono: str = ""


def _por_responder(solicitudes: SolicitudQuerySet, _: Usuario) -> SolicitudQuerySet:
    return solicitudes.filter(fila.SIN_RESPONDER)


def _vencidas(solicitudes: SolicitudQuerySet, _: Usuario) -> SolicitudQuerySet:
    return solicitudes.filter(por_luz.condicion("vencida"))


def _por_validar(solicitudes: SolicitudQuerySet, _: Usuario) -> SolicitudQuerySet:
    return solicitudes.filter(estado=Estado.PENDIENTE_VALIDACION)


def _respondidas(solicitudes: SolicitudQuerySet, _: Usuario) -> SolicitudQuerySet:
    return solicitudes.filter(estado__in=RESPONDIDAS)


def _mias(solicitudes: SolicitudQuerySet, user: Usuario) -> SolicitudQuerySet:
    return solicitudes.filter(asignada_a=user.pk)


_VENCIDAS = Vista("Vencidas", "No hay solicitudes vencidas.", _vencidas, tono="alerta")
_DE_CADA_PERFIL: dict[str, dict[str, Vista]] = {
    Perfil.SOLICITANTE: {
        SIN_DESCARGAR: Vista("Respuestas sin descargar", "No tienes respuestas sin descargar.", sin_descargar),
    },
    Perfil.DISTRIBUIDORA: {
        POR_RESPONDER: Vista(
            "Por responder", "No hay solicitudes por responder.", _por_responder, orden="plazo"
        ),
        "vencidas": _VENCIDAS,
        "pagos-por-validar": Vista("Pagos por validar", "No hay pagos por validar.", _por_validar, tono="aviso"),
        "respondidas": Vista("Respondidas", "No hay solicitudes respondidas.", _respondidas),
        "mias": Vista("Mías", "No tienes solicitudes asignadas.", _mias, icono="person"),
    },
    Perfil.SEC: {"vencidas": _VENCIDAS},
}  # fmt: skip


def vistas_de(user: Usuario) -> Mapping[str, Vista]:
    """Those of a reader, by their name in the address."""
    return _DE_CADA_PERFIL.get(user.perfil, {})
