"""The steps of what a customer asks on a supply: one guard and one writer of ``estado`` for plans and procedures.

Each of the two has its table as data (``planes.estados``, ``tramites.estados``); buttons, guards and tests read it.
Their events stand in the chain ``usuario:<id>`` of who asked: a person's papers, links and what came of them read as
one history, and the customers of a big distributor do not wait for one another at one head.
"""

import hashlib
import secrets
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from cuentas.models import Perfil, Usuario
from nucleo.bitacora.actions import momento, registrar
from nucleo.bitacora.models import Evento
from nucleo.comun import envios
from nucleo.comun.errores import ErrorDeDominio, EstadoCambio, NoPermitido

Datos = dict[str, Any]
# Writes the child rows at the instant of the event, sets the fields named in ``campos``, returns its payload.
Hijos = Callable[[Any, datetime], Datos]
NO_ES_TUYO = "Tu perfil no puede hacer esto."
ES_PROPIO = "No puedes decidir sobre lo que pediste tú. Pídelo a otra persona de tu distribuidora."


class Parte(StrEnum):
    SOLICITANTE = "solicitante"
    DISTRIBUIDORA = "distribuidora"


@dataclass(frozen=True)
class Transicion:
    """One row: from these states ``accion`` by ``parte`` leads to ``hacia`` (None: unchanged).

    ``cuando``: the name of a condition of the trade (``Oficio.cumple``) that must hold on the locked row.
    """

    accion: str
    parte: Parte
    desde: frozenset[str]
    hacia: str | None
    evento: str
    cuando: str = ""


@dataclass(frozen=True)
class Chip:
    """How a state is drawn (DISENO 4.1)."""

    slug: str
    icono: str
    etiqueta: str = ""


@dataclass(frozen=True)
class Oficio:
    """Plans, or procedures. ``clave`` names the row's id in the events; ``avisar(objeto, evento)`` tells people.

    ``cumple``: each condition with what says whether it holds. ``no_chocan``: events that collide with nobody.
    """

    clave: str
    titulo: str
    modelo: Any
    tabla: tuple[Transicion, ...]
    avisar: Callable[[Any, Evento], None]
    cumple: Mapping[str, Callable[[Any], bool]]
    no_chocan: frozenset[str] = frozenset()


def parte_de(user: Any, objeto: Any) -> Parte | None:
    """As which party the user acts on it; None for who is none (SEC reads and does not act)."""
    if not user.is_authenticated or not user.is_active:
        return None
    if user.perfil == Perfil.SOLICITANTE and objeto.solicitante.pk == user.pk:
        return Parte.SOLICITANTE
    if user.perfil == Perfil.DISTRIBUIDORA and objeto.distribuidora_id == user.distribuidora_id:
        return Parte.DISTRIBUIDORA
    return None


def motivo_de_rechazo(oficio: Oficio, user: Any, accion: str, objeto: Any) -> ErrorDeDominio | None:
    """The third door: why not now (403 or 409 as an exception to be raised), or None."""
    parte = parte_de(user, objeto)
    filas = [fila for fila in oficio.tabla if fila.accion == accion and fila.parte == parte]
    if not filas:
        return NoPermitido(NO_ES_TUYO)
    if parte == Parte.DISTRIBUIDORA and _misma_persona(user, objeto.solicitante):
        return NoPermitido(ES_PROPIO)
    return None if _fila(oficio, filas, objeto) else cambio(oficio, objeto)


def exigir(oficio: Oficio, user: Any, accion: str, objeto: Any) -> None:
    if motivo := motivo_de_rechazo(oficio, user, accion, objeto):
        raise motivo


def acciones_posibles(oficio: Oficio, user: Any, objeto: Any) -> frozenset[str]:
    """What the page offers: exactly what the guard would let through."""
    acciones = {fila.accion for fila in oficio.tabla}
    return frozenset(una for una in acciones if motivo_de_rechazo(oficio, user, una, objeto) is None)


def dar_paso(
    oficio: Oficio,
    *,
    objeto_id: int,
    accion: str,
    actor: Usuario,
    token: UUID,
    contenido: Any = "",
    direccion: str | None = None,
    hijos: Hijos = lambda objeto, instante: {},
    campos: Iterable[str] = (),
) -> str:
    """Takes one step, once per ``token``; the address of the row. In the caller's transaction.

    ``contenido`` tells one sending from another. Raises ``NoPermitido`` or ``EstadoCambio``, and nothing has changed.
    """
    return envios.una_sola_vez(
        usuario=actor,
        token=token,
        huella=envios.huella(oficio.clave, objeto_id, accion, contenido),
        accion=lambda: str(
            aplicar(
                oficio, objeto_id=objeto_id, accion=accion, actor=actor, direccion=direccion, hijos=hijos, campos=campos
            ).get_absolute_url()
        ),
    )


def aplicar(
    oficio: Oficio,
    *,
    objeto_id: int,
    accion: str,
    actor: Usuario,
    direccion: str | None,
    hijos: Hijos = lambda objeto, instante: {},
    campos: Iterable[str] = (),
) -> Any:
    """Lock ▸ guard on the fresh row ▸ state ▸ children ▸ event ▸ notices. The one writer of ``estado``."""
    objeto = oficio.modelo.objects.con_todo().select_for_update(of=("self",)).get(pk=objeto_id)
    actor = Usuario.objects.get(pk=actor.pk)
    exigir(oficio, actor, accion, objeto)
    parte = parte_de(actor, objeto)
    fila = _fila(oficio, [f for f in oficio.tabla if f.accion == accion and f.parte == parte], objeto)
    if fila is None:  # exigir has just found it on this locked row
        raise NoPermitido(NO_ES_TUYO)
    instante, desde = momento(objeto.cadena), str(objeto.estado)
    objeto.estado = fila.hacia or objeto.estado
    datos = hijos(objeto, instante)
    objeto.save(update_fields=["estado", *campos])
    evento = registrar(
        cadena=objeto.cadena,
        tipo=fila.evento,
        actor=actor,
        datos={oficio.clave: objeto.pk, "desde": desde, "hacia": str(objeto.estado), **datos},
        direccion=direccion,
        ocurrido=instante,
    )
    oficio.avisar(objeto, evento)
    return objeto


def cambio(oficio: Oficio, objeto: Any) -> EstadoCambio:
    """The 409: who changed what and when."""
    ultimo = eventos(oficio, objeto).exclude(tipo__in=oficio.no_chocan).last()
    return EstadoCambio(
        f"Está en «{objeto.get_estado_display()}» y ya no admite este paso.",
        quien=str(ultimo.actor or "Sistema") if ultimo else "",
        cuando=ultimo.ocurrido if ultimo else None,
        enlace=objeto.get_absolute_url(),
        titulo=f"{oficio.titulo} cambió mientras tanto",
        rotulo=f"Ver {objeto.numero}",
    )


def eventos(oficio: Oficio, objeto: Any) -> Any:
    """Its own events, oldest first: a few among those of the person's chain."""
    tipos = {fila.evento for fila in oficio.tabla} | {oficio.modelo.NACE}
    suyos = Evento.objects.filter(cadena=objeto.cadena, tipo__in=tipos, **{f"datos__{oficio.clave}": objeto.pk})
    return suyos.select_related("actor__distribuidora").order_by("numero")


def sellar(texto: str) -> tuple[bytes, str | None]:
    """Salt and salted digest of a text: the chain holds the digest, the row the words, which may be erased."""
    sal = secrets.token_bytes(16)
    return sal, hashlib.sha256(sal + texto.encode()).hexdigest() if texto else None


def _fila(oficio: Oficio, filas: list[Transicion], objeto: Any) -> Transicion | None:
    return next(
        (f for f in filas if objeto.estado in f.desde and (not f.cuando or oficio.cumple[f.cuando](objeto))), None
    )


def _misma_persona(user: Any, otra: Usuario) -> bool:
    return bool((user.documento_tipo, user.documento) == (otra.documento_tipo, otra.documento))
