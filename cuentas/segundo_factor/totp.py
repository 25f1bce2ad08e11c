"""The codes of a phone (RFC 6238, by pyotp) and how their secret is kept."""

import base64
import hashlib
import logging
from datetime import datetime

import pyotp
import segno
from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings
from django.utils.crypto import constant_time_compare

from cuentas.models import Usuario

registro = logging.getLogger(__name__)

EMISOR = "Portal de Generación Ciudadana"
PASO = 30  # seconds
HOLGURA = 1  # steps before and after: clocks of phones differ


def secreto_nuevo() -> str:
    return pyotp.random_base32()


def cifrar(secreto: str) -> str:
    return _llaves().encrypt(secreto.encode()).decode()


def descifrar(guardado: str) -> str | None:
    """None when the secret key was changed without keeping the old one as fallback: no code works then."""
    try:
        return _llaves().decrypt(guardado.encode()).decode()
    except InvalidToken:
        registro.error("Un segundo factor no se puede leer: falta la SECRET_KEY anterior en SECRET_KEY_FALLBACKS")
        return None


def _llaves() -> MultiFernet:
    claves = (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)
    resumenes = (hashlib.sha256(b"cuentas.segundo_factor|" + clave.encode()).digest() for clave in claves)
    return MultiFernet([Fernet(base64.urlsafe_b64encode(resumen)) for resumen in resumenes])


def codigo(secreto: str, paso: int) -> str:
    return str(pyotp.TOTP(secreto).generate_otp(paso))


def paso_de(instante: datetime) -> int:
    return int(instante.timestamp()) // PASO


def acierta(secreto: str, cifra: str, instante: datetime, *, despues_de: int) -> int | None:
    """The step whose code ``cifra`` is, if later than ``despues_de``; else None."""
    actual = paso_de(instante)
    for paso in range(actual - HOLGURA, actual + HOLGURA + 1):
        if paso > despues_de and constant_time_compare(codigo(secreto, paso), cifra):
            return paso
    return None


def direccion(usuario: Usuario, secreto: str) -> str:
    """The ``otpauth:`` address that the QR carries."""
    return str(
        pyotp.TOTP(secreto).provisioning_uri(name=f"{usuario.documento_mostrado} {usuario.perfil}", issuer_name=EMISOR)
    )


def qr(texto: str) -> str:
    """An SVG without inline style. The quiet zone of four modules is part of the code."""
    return segno.make(texto, error="m", micro=False).svg_inline(
        scale=4, border=4, light="#fff", svgclass="qr", lineclass=None, title="Código QR de tu segundo factor"
    )
