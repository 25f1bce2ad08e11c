"""Identity documents: read, checked, stored compact and shown in one place (A-02, A-10)."""

from stdnum.cl import rut as _rut
from stdnum.exceptions import InvalidChecksum, ValidationError


class DocumentoIncorrecto(ValueError):
    """The text is not a document; ``mensaje`` says what to write."""

    def __init__(self, mensaje: str) -> None:
        super().__init__(mensaje)
        self.mensaje = mensaje


def leer_rut(texto: str) -> str:
    """``"12.345.678-5"``, ``"123456785"``, ``"12345678-k"``… → the compact form ``"123456785"``."""
    limpio = texto.strip().upper().replace("–", "-").replace("\u2010", "-").replace("\u2011", "-")
    if not limpio:
        raise DocumentoIncorrecto("Escribe tu RUT")
    try:
        return str(_rut.validate(limpio)).lstrip("0")
    except InvalidChecksum as error:
        raise DocumentoIncorrecto("El dígito verificador no corresponde. Revisa el RUT") from error
    except ValidationError as error:
        raise DocumentoIncorrecto("Escribe el RUT con su dígito verificador") from error


def mostrar_rut(compacto: str) -> str:
    """``"123456785"`` → ``"12.345.678-5"``."""
    numero, verificador = compacto[:-1], compacto[-1:]
    return f"{int(numero):,}-{verificador}".replace(",", ".") if numero.isdigit() else compacto
