"""What a sender tells of a try that failed, whatever the channel."""

from nucleo.avisos.models import Causa


class FallaDeEnvio(Exception):
    """A try failed. ``causa`` decides what follows; ``detalle`` is for SEC's page, never for the logs."""

    def __init__(self, causa: Causa, detalle: str) -> None:
        super().__init__(causa)
        self.causa, self.detalle = causa, detalle
