"""The filters that one person keeps of the inbox. They move no request and leave no event."""

from collections.abc import Mapping

from django.db.models import QuerySet

from cuentas.models import Usuario
from nucleo.comun.errores import ErrorDeDominio
from nucleo.comun.texto import buscable, una_linea
from nucleo.comun.transacciones import en_transaccion
from solicitudes.models import FiltroGuardado
from solicitudes.models.filtros import MAXIMO


class NombreRepetido(ErrorDeDominio):
    """The account has another filter with that name, however it is written."""

    codigo = 422


class DemasiadosFiltros(ErrorDeDominio):
    codigo = 422


@en_transaccion
def guardar_filtro(*, actor: Usuario, nombre: str, consulta: Mapping[str, str]) -> FiltroGuardado:
    """Keeps ``consulta`` (``filtros.de_la_lista``) in the first free place of ``actor``; sent again, it is the same."""
    _tomar(actor)
    suyos = FiltroGuardado.objects.filter(usuario=actor)
    if igual := suyos.filter(plegado=buscable(nombre), consulta=dict(consulta)).first():
        return igual
    libres = sorted(set(range(1, MAXIMO + 1)) - set(suyos.values_list("lugar", flat=True)))
    if not libres:
        raise DemasiadosFiltros(f"Ya tienes {MAXIMO} filtros guardados. Quita uno para guardar otro.")
    _exigir_libre(suyos, nombre)
    return FiltroGuardado.objects.create(
        usuario=actor, lugar=libres[0], consulta=dict(consulta), nombre=una_linea(nombre), plegado=buscable(nombre)
    )


@en_transaccion
def renombrar_filtro(*, actor: Usuario, filtro_id: int, nombre: str) -> FiltroGuardado:
    """Raises ``FiltroGuardado.DoesNotExist`` for one of another account."""
    _tomar(actor)
    filtro = FiltroGuardado.objects.get(pk=filtro_id, usuario=actor)
    _exigir_libre(FiltroGuardado.objects.filter(usuario=actor).exclude(pk=filtro.pk), nombre)
    filtro.nombre, filtro.plegado = una_linea(nombre), buscable(nombre)
    filtro.save(update_fields=["nombre", "plegado"])
    return filtro


@en_transaccion
def quitar_filtro(*, actor: Usuario, filtro_id: int) -> None:
    """Removing one that is gone already changes nothing."""
    FiltroGuardado.objects.filter(pk=filtro_id, usuario=actor).delete()


def _tomar(actor: Usuario) -> None:
    """The account's row is the lock: two tabs at once must not both find the same place or the same name free."""
    Usuario.objects.select_for_update(no_key=True).get(pk=actor.pk)


def _exigir_libre(otros: QuerySet[FiltroGuardado], nombre: str) -> None:
    if otros.filter(plegado=buscable(nombre)).exists():
        raise NombreRepetido("Ya tienes un filtro con ese nombre. Elige otro")
