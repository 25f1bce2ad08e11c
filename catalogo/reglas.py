"""Which term rules on a day (L-01): the row in force on the day of reception applies."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date

from django.db.models import Q

from catalogo.models import ReglaAutomatica, ReglaPlazo

# The two transitions of the clock that SEC may switch off (``ReglaAutomatica.codigo``).
PAGO_VALIDACION, MC_OBJECION = "pago-validacion", "mc-objecion"


_leidas: ContextVar[list[ReglaPlazo] | None] = ContextVar("reglas_leidas", default=None)


class SinRegla(LookupError):
    """No term of that case rules on that day: the catalogue was not loaded, or SEC left a gap."""


def vigente(caso: str, dia: date) -> ReglaPlazo:
    """The rule of ``caso`` (a code of ``datos_reglas.CASOS``) in force on ``dia``. SinRegla when there is none."""
    regla = _leida(caso, dia) if _leidas.get() is not None else _buscada(caso, dia)
    if regla is None:
        raise SinRegla(f"No hay un plazo vigente para «{caso}» el {dia:%d-%m-%Y}. Agrégalo en Administración, Plazos.")
    return regla


@contextmanager
def una_lectura() -> Iterator[None]:
    """Inside, the table is read once for every ``vigente``: for a page of many terms, never around an action."""
    testigo = _leidas.set([])
    try:
        yield
    finally:
        _leidas.reset(testigo)


def _buscada(caso: str, dia: date) -> ReglaPlazo | None:
    reglas = ReglaPlazo.objects.en_pie().filter(
        Q(vigente_hasta=None) | Q(vigente_hasta__gte=dia), vigente_desde__lte=dia
    )
    return reglas.filter(caso=caso).first()


def _leida(caso: str, dia: date) -> ReglaPlazo | None:
    filas = _leidas.get()
    if filas is not None and not filas:
        filas.extend(ReglaPlazo.objects.en_pie())
    rigen = (r for r in filas or () if r.vigente_desde <= dia and (r.vigente_hasta is None or r.vigente_hasta >= dia))
    return next((regla for regla in rigen if regla.caso == caso), None)


def automatica(codigo: str) -> bool:
    """Whether SEC leaves the clock act in that case (``pago-validacion``, ``mc-objecion``)."""
    return ReglaAutomatica.objects.filter(codigo=codigo, activa=True).exists()
