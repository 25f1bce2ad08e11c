"""What a format's check raises. It runs apart from Django: the code travels, the sentence is made by the caller."""


class Rechazo(Exception):
    """``motivo`` is a code of ``mensajes.MENSAJES``."""

    def __init__(self, motivo: str) -> None:
        super().__init__(motivo)
        self.motivo = motivo
