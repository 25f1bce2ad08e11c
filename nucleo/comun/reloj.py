"""The one clock of the domain. Events, terms and sweeps ask ``ahora()``, never the system.

Tests and the demo history move it with ``en(instante)``; nothing else may.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

CHILE = ZoneInfo("America/Santiago")
_fijado: ContextVar[datetime | None] = ContextVar("reloj_fijado", default=None)


def ahora() -> datetime:
    """The present instant in UTC."""
    return _fijado.get() or datetime.now(UTC)


def hoy() -> date:
    """Today's date in Chile."""
    return ahora().astimezone(CHILE).date()


@contextmanager
def en(instante: datetime) -> Iterator[None]:
    """Holds the clock at ``instante`` (aware) inside the block, in this thread only."""
    if instante.tzinfo is None:
        raise ValueError("El instante debe llevar zona horaria")
    ficha = _fijado.set(instante.astimezone(UTC))
    try:
        yield
    finally:
        _fijado.reset(ficha)
