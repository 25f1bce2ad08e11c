"""What is wrong with all of a file."""


class ArchivoIlegible(Exception):
    """Nothing of it can be taken; ``mensaje`` says what to do."""

    def __init__(self, mensaje: str) -> None:
        super().__init__(mensaje)
        self.mensaje = mensaje
