"""One transaction for an action, repeated when PostgreSQL took it as the victim of a deadlock (CON-6), one at a time
where no row can be locked, and one snapshot for a reader of several statements."""

import logging
import random
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import wraps
from typing import ParamSpec, TypeVar

from django.db import OperationalError, connection, transaction

# serialization_failure and deadlock_detected: nothing was written, and the same work may be tried again.
REPETIBLES = frozenset({"40001", "40P01"})
INTENTOS = 4  # the first and three more
_ESPERA = 0.05  # seconds, times the number of the try: who collided must not come back in step

registro = logging.getLogger(__name__)
P = ParamSpec("P")
R = TypeVar("R")


def en_transaccion(funcion: Callable[P, R]) -> Callable[P, R]:
    """Runs ``funcion`` as ``transaction.atomic`` does; the outermost one also repeats it, at most three times.

    Inside another transaction it joins it and repeats nothing: what broke is the whole, and the outermost begins
    again. So ``funcion`` reads what it decides on inside itself, and no file is written in it.
    """
    atomica: Callable[P, R] = transaction.atomic(funcion)

    @wraps(funcion)
    def envuelta(*args: P.args, **kwargs: P.kwargs) -> R:
        for intento in range(1, INTENTOS):
            if connection.in_atomic_block:
                break
            try:
                return atomica(*args, **kwargs)
            except OperationalError as error:
                if _codigo(error) not in REPETIBLES:
                    raise
                registro.warning("%s chocó con otra transacción (intento %s)", funcion.__qualname__, intento)
            time.sleep(random.uniform(0, _ESPERA * intento))  # noqa: S311 (no secret)
        return atomica(*args, **kwargs)

    envuelta.repite = True  # type: ignore[attr-defined]
    return envuelta


def uno_a_la_vez(que: str) -> None:
    """Whoever asks for the same ``que`` waits here until this transaction ends.

    For what no row stands for, or several do: the places of a list, a table that is filled once.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [que])


@contextmanager
def foto() -> Iterator[None]:
    """One snapshot for several statements that only read; inside another transaction, what that one sees."""
    anidada = connection.in_atomic_block
    with transaction.atomic():
        if not anidada:
            with connection.cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        yield


def _codigo(error: OperationalError) -> str:
    return getattr(error.__cause__, "pgcode", None) or ""
