"""What every change of the rules shares."""

from django.db import connection

from nucleo.comun.errores import ErrorDeDominio

_CERROJO = 7_202_022  # any number that no other advisory lock of the project uses


class CambioRechazado(ErrorDeDominio):
    """``campo`` of the form and the sentence to show at it."""

    codigo = 422

    def __init__(self, campo: str, mensaje: str) -> None:
        super().__init__(mensaje)
        self.campo = campo


def en_fila() -> None:
    """One editor of the rules at a time, until the end of the transaction: a change looks at several rows."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_CERROJO])
