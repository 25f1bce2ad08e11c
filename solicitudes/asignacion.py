"""Several requests given to one colleague: each by its own action, so that one that cannot be stops no other."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID, uuid5

from nucleo.comun.errores import ErrorDeDominio
from solicitudes import actions
from solicitudes.actions.una_vez import una_vez
from solicitudes.models import Solicitud


@dataclass
class Resultado:
    """Folios by what came of them; ``negadas``: why not → which."""

    hechas: list[str] = field(default_factory=list)
    ya_estaban: list[str] = field(default_factory=list)
    negadas: dict[str, list[str]] = field(default_factory=dict)


def asignar_varias(
    *, actor: Any, solicitudes: Iterable[Solicitud], a: int | None, token: UUID, direccion: str | None = None
) -> Resultado:
    """Gives each to the account ``a``, or to nobody, once per ``token`` however often it is sent.

    Distributing work is not reading it: they stay 'Nueva' for whoever gets them.
    """
    resultado = Resultado()
    for solicitud in solicitudes:
        if solicitud.asignada_a_id == a:
            resultado.ya_estaban.append(solicitud.folio)
            continue
        try:
            una_vez(
                actor=actor, solicitud_id=solicitud.pk, token=uuid5(token, solicitud.folio), accion=actions.asignar,
                a=a, direccion=direccion,
            )  # fmt: skip
        except ErrorDeDominio as error:
            resultado.negadas.setdefault(error.mensaje, []).append(solicitud.folio)
        else:
            resultado.hechas.append(solicitud.folio)
    return resultado
