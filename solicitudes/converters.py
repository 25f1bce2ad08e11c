"""What stands for a folio and for a form in an address (DISENO 5)."""

from solicitudes.tramites import TRAMITES


class ConvertidorFolio:
    """Two signs of A-Z, 0-9 or +, and the number, in any case; a space is a ``+`` that some client decoded."""

    regex = r"[A-Za-z0-9+ ]{2}[0-9]{1,18}"

    def to_python(self, value: str) -> str:
        return value.replace(" ", "+").upper()

    def to_url(self, value: str) -> str:
        return value


class ConvertidorTramite:
    """The word of one of the four forms."""

    regex = "|".join(tramite.palabra for tramite in TRAMITES)

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value
