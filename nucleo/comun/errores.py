"""What the domain answers when it refuses. ``middleware.ErroresDeDominio`` turns each into its page."""

from datetime import datetime


class ErrorDeDominio(Exception):
    """Base of every refusal; ``mensaje`` is the sentence that the user reads."""

    codigo = 400

    def __init__(self, mensaje: str) -> None:
        super().__init__(mensaje)
        self.mensaje = mensaje


class CampoRechazado(ErrorDeDominio):
    """What a form could not know alone: ``campo`` of it, and the sentence to show there (422)."""

    codigo = 422

    def __init__(self, campo: str, mensaje: str) -> None:
        super().__init__(mensaje)
        self.campo = campo


class NoPermitido(ErrorDeDominio):
    """The role never has this action (403)."""

    codigo = 403


class EstadoCambio(ErrorDeDominio):
    """The role has the action but the state does not allow it now (409).

    ``quien`` and ``cuando`` name the last change, as the page tells it; ``enlace`` leads back to the object.
    ``titulo`` heads its page where there is more to say than that the request changed; ``rotulo`` are the words of
    the link to what is no request.
    """

    codigo = 409

    def __init__(
        self,
        mensaje: str,
        *,
        quien: str = "",
        cuando: datetime | None = None,
        enlace: str = "",
        titulo: str = "",
        rotulo: str = "Ver la solicitud",
    ) -> None:
        super().__init__(mensaje)
        self.quien, self.cuando = quien, cuando
        self.enlace, self.titulo, self.rotulo = enlace, titulo, rotulo


class DemasiadosIntentos(ErrorDeDominio):
    """A limit was reached (429). ``espera`` in seconds."""

    codigo = 429

    def __init__(self, mensaje: str, *, espera: int) -> None:
        super().__init__(mensaje)
        self.espera = espera
