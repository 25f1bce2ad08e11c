"""Who looked at the papers of an account: told to their owner in 'Mis accesos' and in 'Mis datos'."""

from collections.abc import Callable, Iterable
from uuid import UUID

from django.db.models import Q

from cuentas.documento.models import DocumentoIdentidad
from cuentas.models import Usuario
from nucleo.bitacora.models import Acceso

VER = "identidad.ver"
_fuentes: list[Callable[[Usuario], Iterable[UUID]]] = []


def registrar(fuente: Callable[[Usuario], Iterable[UUID]]) -> None:
    """``fuente(usuario)``: the ids of the files of other papers of the account."""
    _fuentes.append(fuente)


def de_sus_papeles(usuario: Usuario) -> Q:
    """The condition of those reads among the accesses."""
    suyos = [*DocumentoIdentidad.objects.filter(usuario=usuario).values_list("archivo_id", flat=True)]
    suyos += [archivo for fuente in _fuentes for archivo in fuente(usuario)]
    return Q(objeto__in=[f"archivo:{archivo}" for archivo in suyos], accion=VER, permitido=True)


def es_de_otro(acceso: Acceso, usuario: Usuario) -> bool:
    return acceso.accion == VER and acceso.usuario_id != usuario.pk


def frase(acceso: Acceso) -> str:
    """The distributor and not the person of it, whose address and browser are nobody else's either."""
    empresa = acceso.usuario.distribuidora if acceso.usuario else None
    return f"Copia de tu documento o poder, vista por {empresa or 'el personal'}"
