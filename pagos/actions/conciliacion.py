"""The Excel of the reconciliation sheet, ordered by whoever may read its page."""

from datetime import date
from pathlib import Path

from catalogo.models import Distribuidora
from cuentas.models import Usuario
from nucleo.comun.errores import NoPermitido
from nucleo.trabajos.actions import pedir
from nucleo.trabajos.constructores import Avance
from nucleo.trabajos.models import Trabajo
from pagos.conciliacion import escribir_hoja

TIPO = "conciliacion"


def pedir_conciliacion(*, actor: Usuario, distribuidora: Distribuidora, desde: date, hasta: date) -> Trabajo:
    """Orders the file of the period, days in Chile, both included. Raises ``NoPermitido``."""
    _exigir(actor, distribuidora.pk)
    return pedir(
        tipo=TIPO,
        usuario=actor,
        filtros={"distribuidora": distribuidora.pk, "desde": desde.isoformat(), "hasta": hasta.isoformat()},
        nombre=f"conciliacion-{distribuidora.prefijo.replace('+', '')}-{desde}-{hasta}.xlsx",
    )


def construir_trabajo(trabajo: Trabajo, ruta: Path, avance: Avance) -> None:
    """The builder that ``trabajos`` calls in the worker; the account may have changed since it asked."""
    filtros = trabajo.filtros
    _exigir(trabajo.usuario, filtros["distribuidora"])
    desde, hasta = date.fromisoformat(filtros["desde"]), date.fromisoformat(filtros["hasta"])
    total = escribir_hoja(ruta, filtros["distribuidora"], desde, hasta, avance)
    avance(total, total)


def _exigir(actor: Usuario, distribuidora_id: int) -> None:
    if not actor.is_active or not (actor.es_sec or actor.distribuidora_id == distribuidora_id):
        raise NoPermitido("La conciliación es de la distribuidora y de la SEC.")
