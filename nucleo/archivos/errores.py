"""The refusal of a file, with the words of DISENO 6.6 and 14."""

from nucleo.comun.errores import ErrorDeDominio


class ArchivoRechazado(ErrorDeDominio):
    """A file that is not taken. A form shows ``mensaje`` at its field; uncaught, it is a 400 page.

    ``motivo`` is a code of ``mensajes.MENSAJES`` for logs, events and tests.
    """

    def __init__(self, mensaje: str, motivo: str) -> None:
        super().__init__(mensaje)
        self.motivo = motivo
