"""The refusal of a file, with the words of DISENO 6.6 and 14."""

from nucleo.comun.errores import ErrorDeDominio

# What is not the file's fault (UP-12, UP-9): too many, no room, no scanner. All else is 400.
CODIGOS = {"cuota-archivos": 429, "cuota-tamano": 429, "sin-espacio": 507, "sin-revisar": 503}


class ArchivoRechazado(ErrorDeDominio):
    """A file that is not taken. A form shows ``mensaje`` at its field and keeps everything else (S-11).

    ``motivo`` is a code of ``mensajes.MENSAJES`` for logs, events and tests; ``codigo`` the HTTP status that
    fits when the upload is the whole request.
    """

    def __init__(self, mensaje: str, motivo: str) -> None:
        super().__init__(mensaje)
        self.motivo = motivo
        self.codigo = CODIGOS.get(motivo, 400)
        # The page of a 429 says when to come back.
        self.espera = 3600 if self.codigo == 429 else 60
