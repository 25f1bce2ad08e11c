"""The views of each reader's list: named sets of rows that combine with every filter (DISENO 6.8, 7.2, 7.3, 7.5).

An address names one by ``vista=``; without it the list holds everything that the reader sees.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from django.db.models import Q

from cuentas.models import Perfil, Usuario
from solicitudes import fila, por_luz
from solicitudes.estados import RESPONDIDAS, Estado
from solicitudes.sin_descargar import sin_descargar

SIN_DESCARGAR, POR_RESPONDER = "sin-descargar", "por-responder"


@dataclass(frozen=True)
class Vista:
    """``vacia`` is said when it holds nothing, ``tono`` colours its count, ``orden`` is its own order.

    ``estados``: those that are all of it, if nothing else is.
    """

    etiqueta: str
    vacia: str
    condicion: Callable[[Usuario], Q]
    tono: str = ""
    orden: str = "-envio"
    icono: str = ""
    estados: tuple[Estado, ...] = ()


_VENCIDAS = Vista("Vencidas", "No hay solicitudes vencidas.", lambda _: por_luz.condicion("vencida"), tono="alerta")
_DE_CADA_PERFIL: dict[str, dict[str, Vista]] = {
    Perfil.SOLICITANTE: {
        SIN_DESCARGAR: Vista("Respuestas sin descargar", "No tienes respuestas sin descargar.", sin_descargar),
    },
    Perfil.DISTRIBUIDORA: {
        POR_RESPONDER: Vista(
            "Por responder", "No hay solicitudes por responder.", lambda _: fila.SIN_RESPONDER, orden="plazo"
        ),
        "vencidas": _VENCIDAS,
        "pagos-por-validar": Vista(
            "Pagos por validar",
            "No hay pagos por validar.",
            lambda _: Q(estado=Estado.PENDIENTE_VALIDACION),
            tono="aviso",
            estados=(Estado.PENDIENTE_VALIDACION,),
        ),
        "respondidas": Vista(
            "Respondidas",
            "No hay solicitudes respondidas.",
            lambda _: Q(estado__in=RESPONDIDAS),
            estados=RESPONDIDAS,
        ),
        "mias": Vista(
            "Mías", "No tienes solicitudes asignadas.", lambda user: Q(asignada_a=user.pk), icono="person"
        ),
    },
    Perfil.SEC: {
        "vencidas": _VENCIDAS,
        "asignadas-vencidas": Vista(
            "Asignadas a plazo vencido",
            "No hay solicitudes vencidas con un responsable asignado.",
            lambda _: por_luz.condicion("vencida") & Q(asignada_a__isnull=False),
            tono="alerta",
            icono="person",
        ),
    },
}  # fmt: skip


def vistas_de(user: Usuario) -> Mapping[str, Vista]:
    """Those of a reader, by their name in the address."""
    return _DE_CADA_PERFIL.get(user.perfil, {})
