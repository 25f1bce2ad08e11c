"""What every change of the rules shares."""

from django.db import connection

from nucleo.comun.errores import CampoRechazado

_CERROJO = 7_202_022  # any number that no other advisory lock of the project uses


class CambioRechazado(CampoRechazado):
    """A change of the rules that cannot be."""


def en_fila() -> None:
    """One editor of the rules at a time, until the end of the transaction: a change looks at several rows."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_CERROJO])
