"""Identity documents: read, checked, stored compact and shown in one place (A-02, A-10)."""

import re

from stdnum.ar import dni as _dni
from stdnum.cl import rut as _rut
from stdnum.exceptions import InvalidChecksum, ValidationError

MINIMO_RUT = 7  # characters, check digit included: 100.000-4
PRIMERA_EMPRESA = 50_000_000


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
    solo = re.sub(r"[\s.\-]", "", limpio)
    if not re.fullmatch(r"[0-9]{6,9}[0-9K]", solo):
        raise DocumentoIncorrecto("Escribe el RUT con su dígito verificador")
    try:
        # The library wants seven digits or more; numbers below a million exist and are shown without the zeros.
        compacto = str(_rut.validate(solo.lstrip("0").zfill(8))).lstrip("0")
    except InvalidChecksum as error:
        raise DocumentoIncorrecto("El dígito verificador no corresponde. Revisa el RUT") from error
    except ValidationError as error:
        raise DocumentoIncorrecto("Escribe el RUT con su dígito verificador") from error
    if len(compacto) < MINIMO_RUT:
        raise DocumentoIncorrecto("Escribe el RUT con su dígito verificador")
    return compacto


def leer_dni(texto: str) -> str:
    """``"20.123.456"`` → ``"20123456"``: seven or eight digits, without a check digit."""
    if not texto.strip():
        raise DocumentoIncorrecto("Escribe tu DNI")
    try:
        numero = str(_dni.validate(texto))
    except ValidationError as error:
        raise DocumentoIncorrecto("Escribe el DNI con sus 7 u 8 números") from error
    if not re.fullmatch(r"[0-9]{7,8}", numero) or not int(numero):
        raise DocumentoIncorrecto("Escribe el DNI con sus 7 u 8 números")
    return numero


def leer_documento(tipo: str, texto: str) -> str:
    """The compact form of a document of that type (``RUT`` or ``DNI``)."""
    return leer_dni(texto) if tipo == "DNI" else leer_rut(texto)


def mostrar_dni(compacto: str) -> str:
    """``"20123456"`` → ``"20.123.456"``."""
    return f"{int(compacto):,}".replace(",", ".") if compacto.isdigit() else compacto


def mostrar_documento(tipo: str, compacto: str) -> str:
    """The shown form of a document of that type."""
    return mostrar_dni(compacto) if tipo == "DNI" else mostrar_rut(compacto)


def es_de_empresa(rut: str) -> bool:
    """Whether a compact RUT is a company's: 50.000.000 or more (A-22)."""
    return rut[:-1].isdigit() and int(rut[:-1]) >= PRIMERA_EMPRESA


def mostrar_rut(compacto: str) -> str:
    """``"123456785"`` → ``"12.345.678-5"``."""
    numero, verificador = compacto[:-1], compacto[-1:]
    return f"{int(numero):,}-{verificador}".replace(",", ".") if numero.isdigit() else compacto
