"""The state of a link, which follows from its papers: one writer, called wherever a paper or the holder changes."""

from collections.abc import Callable
from datetime import datetime
from typing import Protocol

from cuentas.documento.models import DocumentoIdentidad, EstadoDocumento
from cuentas.models import Usuario
from nucleo.bitacora.actions import momento, registrar
from nucleo.bitacora.models import Evento
from suministros.models import PoderSuministro, Vinculo

# What weighs more comes first: one bad paper decides over a good one.
_ORDEN = (
    EstadoDocumento.RECHAZADO,
    EstadoDocumento.NO_LEGIBLE,
    EstadoDocumento.EN_ANALISIS,
    EstadoDocumento.VALIDADO,
)
_al_resolver: list[Callable[[Vinculo, Evento], None]] = []


class Papel(Protocol):
    """An identity document or a power of attorney, as far as the state of a link asks."""

    estado: str


def estado_segun(documento: Papel | None, poder: Papel | None, *, es_titular: bool) -> EstadoDocumento:
    """What the papers make of the link. One that is missing is one that waits."""
    papeles = [documento] if es_titular else [documento, poder]
    estados = {EstadoDocumento(papel.estado) if papel else EstadoDocumento.EN_ANALISIS for papel in papeles}
    return next(estado for estado in _ORDEN if estado in estados)


def al_resolver(funcion: Callable[[Vinculo, Evento], None]) -> None:
    """``funcion(vinculo, evento)`` runs in the transaction of each change of state: who is told (``emails``)."""
    _al_resolver.append(funcion)


def cadena(vinculo: Vinculo) -> str:
    """The chain of its events: the account's, so that a person's papers read as one history."""
    return f"usuario:{vinculo.usuario_id}"


def documento_de(vinculo: Vinculo) -> DocumentoIdentidad | None:
    return DocumentoIdentidad.objects.filter(usuario=vinculo.usuario_id, reemplazado_en=None).first()


def poder_de(vinculo: Vinculo) -> PoderSuministro | None:
    vigentes = PoderSuministro.objects.select_related("archivo").filter(vinculo=vinculo, reemplazado_en=None)
    return vigentes.first()


def poner_al_dia(vinculo: Vinculo, *, actor: Usuario | None, direccion: str | None = None) -> Evento | None:
    """Writes the state that the papers give, with its event; None when it stands so already.

    In the caller's transaction, which holds the account's row (``cuentas.documento.actions`` does): two papers of
    one link decided at once would each see the other as it was.
    """
    nuevo = estado_segun(documento_de(vinculo), poder_de(vinculo), es_titular=vinculo.es_titular)
    if nuevo == vinculo.estado or vinculo.retirado_en:
        return None
    instante: datetime = momento(cadena(vinculo))
    antes = str(vinculo.estado)
    vinculo.estado, vinculo.resuelto_en = nuevo, None if nuevo == EstadoDocumento.EN_ANALISIS else instante
    vinculo.save(update_fields=["estado", "resuelto_en"])
    evento = registrar(
        cadena=cadena(vinculo),
        tipo="VINCULO_CAMBIADO",
        actor=actor,
        datos={"vinculo": vinculo.pk, "antes": antes, "despues": str(nuevo)},
        direccion=direccion,
        ocurrido=instante,
    )
    for funcion in _al_resolver:
        funcion(vinculo, evento)
    return evento


def seguir_al_titular(vinculo: Vinculo, *, actor: Usuario | None) -> None:
    """The register names another holder: a power of attorney accepted of the one before counts no more, and who is
    the holder now needs none, decided or not.

    In the caller's transaction, which holds the account's row.
    """
    poder = poder_de(vinculo)
    if poder and (poder.estado == EstadoDocumento.VALIDADO or vinculo.es_titular):
        poder.reemplazado_en = momento(cadena(vinculo))
        poder.save(update_fields=["reemplazado_en"])
        registrar(
            cadena=cadena(vinculo),
            tipo="PODER_SIN_EFECTO",
            actor=actor,
            datos={"vinculo": vinculo.pk, "poder": poder.pk},
            ocurrido=poder.reemplazado_en,
        )
    poner_al_dia(vinculo, actor=actor)


def poner_al_dia_los_de(usuario: Usuario, *, actor: Usuario | None) -> None:
    """The account's document was sent, decided or replaced: each of its links follows."""
    for vinculo in Vinculo.objects.con_todo().filter(usuario=usuario, retirado_en=None).order_by("pk"):
        poner_al_dia(vinculo, actor=actor)
