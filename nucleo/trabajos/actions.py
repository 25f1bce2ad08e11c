"""Ordering a file and ordering it again."""

import uuid
from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING, Any

from django.db import transaction

from nucleo.avisos import despertador
from nucleo.comun.errores import EstadoCambio
from nucleo.comun.reloj import ahora
from nucleo.comun.transacciones import en_transaccion, uno_a_la_vez
from nucleo.trabajos import constructores
from nucleo.trabajos.models import Estado, Trabajo

if TYPE_CHECKING:
    from cuentas.models import Usuario

TAREA = "trabajos.ejecutar"
SE_COMPARTE = timedelta(minutes=5)
SE_GUARDA = timedelta(days=7)


@en_transaccion
def pedir(*, tipo: str, usuario: "Usuario", filtros: dict[str, Any], nombre: str) -> Trabajo:
    """Orders a file called ``nombre``, to be built by the builder of ``tipo`` with ``filtros`` (JSON).

    An equal order of the same account within five minutes is the same order, unless it failed. Raises LookupError
    for an unknown ``tipo``.
    """
    constructores.de(tipo)
    uno_a_la_vez(f"trabajos:{usuario.pk}:{tipo}")  # two clicks at once would both find no earlier order
    desde = ahora() - SE_COMPARTE
    iguales = Trabajo.objects.filter(usuario=usuario, tipo=tipo, filtros=filtros, creado_en__gt=desde)
    if igual := iguales.exclude(estado=Estado.FALLO).order_by("-creado_en").first():
        return igual
    trabajo = Trabajo.objects.create(
        tipo=tipo, usuario=usuario, filtros=filtros, nombre=nombre, creado_en=ahora(), vence=ahora() + SE_GUARDA
    )
    _despertar()
    return trabajo


@en_transaccion
def reintentar(*, trabajo_id: uuid.UUID, actor: "Usuario") -> None:
    """Puts a failed order of ``actor`` back in the queue, with its three tries. Raises ``EstadoCambio`` otherwise."""
    trabajo = Trabajo.objects.select_for_update().get(pk=trabajo_id, usuario=actor)
    if trabajo.estado != Estado.FALLO:
        raise EstadoCambio("Este archivo ya se está preparando, o está listo.")
    trabajo.estado, trabajo.intentos, trabajo.hechas, trabajo.total = Estado.EN_COLA, 0, 0, None
    trabajo.arriendo, trabajo.terminado_en, trabajo.vence = None, None, ahora() + SE_GUARDA
    trabajo.save(update_fields=["estado", "intentos", "hechas", "total", "arriendo", "terminado_en", "vence"])
    _despertar()


def _despertar() -> None:
    transaction.on_commit(partial(despertador.tocar, TAREA), robust=True)
