"""The limit between ``ocurrido`` and ``registrado``, which only the owner's role may move."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import transaction

from nucleo.bitacora.models import Ajuste

DUENO = "dueno"


def fijar(segundos: int | None, *, using: str = DUENO) -> None:
    """Sets the limit; None opens it. Raises ``ProgrammingError`` for the web's role."""
    Ajuste.objects.using(using).update_or_create(unico=True, defaults={"desfase_maximo_segundos": segundos})


@contextmanager
def abierto(*, using: str = DUENO) -> Iterator[None]:
    """Opens the limit for a bulk load on the owner's connection and puts it back.

    One transaction around both, so that no other session ever sees it open, not even after a crash.
    """
    with transaction.atomic(using=using):
        antes = Ajuste.objects.using(using).get().desfase_maximo_segundos
        fijar(None, using=using)
        yield
        fijar(antes, using=using)
