"""The limits of the account pages, as data, and the trap for programs. All are reserved in PostgreSQL (AUT-3)."""

import hashlib
from dataclasses import dataclass
from datetime import timedelta
from ipaddress import ip_address, ip_network

from django.conf import settings
from django.http import HttpRequest
from django.middleware.csrf import get_token

from nucleo.comun import limites
from nucleo.comun.errores import DemasiadosIntentos

CUARTO, HORA, DIA = timedelta(minutes=15), timedelta(hours=1), timedelta(days=1)
DEMASIADOS = "Demasiados intentos."
SIN_CAPTCHA = 2  # failures of one account from one address before the picture is asked for


@dataclass(frozen=True)
class Limite:
    nombre: str
    maximo: int
    ventana: timedelta


# Forms of sign-in sent from one address, right or wrong: a page with a picture costs more than its refusal (AUT-5).
INGRESOS_ENVIADOS = Limite("ingreso-envios", 20, timedelta(seconds=5))
CUENTA_Y_DIRECCION = Limite("ingreso", 5, CUARTO)
CUENTA = Limite("ingreso-cuenta", 20, HORA)
RACHA = Limite("racha-ingreso", 100, limites.SIN_VENTANA)
DIRECCION = Limite("ingreso-direccion", 100, CUARTO)
RED = Limite("ingreso-red", 500, CUARTO)
# What may be asked for, from one address: registrations, recoveries, messages, codes typed.
REGISTRO = Limite("registro", 20, HORA)
RECUPERACION = Limite("recuperacion", 20, HORA)
CORREOS = Limite("correos", 20, HORA)
CODIGOS_ESCRITOS = Limite("codigos-escritos", 60, HORA)
# And for one document, from anywhere.
REGISTRO_DE_DOCUMENTO = Limite("registro-documento", 5, DIA)
RECUPERACION_PROPIA = Limite("recuperacion-propia", 5, DIA)  # per document and address
RECUPERACION_DE_DOCUMENTO = Limite("recuperacion-documento", 20, DIA)
CORREO_DESTINO = Limite("correo-destino", 10, DIA)
CODIGOS_DE_CUENTA = Limite("codigos-cuenta", 20, DIA)


def exigir(limite: Limite, *partes: str, mensaje: str = DEMASIADOS) -> None:
    """Takes one try; raises ``DemasiadosIntentos`` when none is left."""
    limites.exigir(limites.clave(limite.nombre, *partes), limite.maximo, limite.ventana, mensaje)


def exigir_de(request: HttpRequest, limite: Limite) -> None:
    exigir(limite, limites.direccion(request))


def reservar(request: HttpRequest, llave: str) -> None:
    """Takes a try of sign-in from every count, the narrowest first, before anything is hashed."""
    direccion = limites.direccion(request)
    exigir(CUENTA_Y_DIRECCION, llave, direccion)
    exigir(DIRECCION, direccion)
    exigir(RED, _red(direccion))
    exigir(CUENTA, llave)
    racha = limites.clave(RACHA.nombre, llave)
    if not limites.reservar(racha, RACHA.maximo, RACHA.ventana):
        # No wait ends this one: only the owner's mail does.
        raise DemasiadosIntentos(DEMASIADOS, espera=int(HORA.total_seconds()))


def acerto(request: HttpRequest, llave: str, *, con_codigo: bool) -> None:
    """Success starts the first count again, ends the row of failures, and gives back what it took of the others."""
    direccion = limites.direccion(request)
    limites.soltar(limites.clave(CUENTA_Y_DIRECCION.nombre, llave, direccion), limites.clave(RACHA.nombre, llave))
    if not con_codigo:
        for limite, parte in ((DIRECCION, direccion), (RED, _red(direccion)), (CUENTA, llave)):
            limites.devolver(limites.clave(limite.nombre, parte))


def pide_captcha(request: HttpRequest, llave: str) -> bool:
    """Whether sign-in shows the picture: always by setting, else after failures (A-14)."""
    if settings.CAPTCHA_INGRESO == "siempre":
        return True
    clave = limites.clave(CUENTA_Y_DIRECCION.nombre, llave, limites.direccion(request))
    return limites.agotado(clave, SIN_CAPTCHA, CUENTA_Y_DIRECCION.ventana)


def navegador(request: HttpRequest) -> str:
    """What tells one visitor's browser from another's without a session: its CSRF cookie."""
    if "CSRF_COOKIE" not in request.META:
        get_token(request)
    return str(request.META["CSRF_COOKIE"])


def resumen(*partes: str) -> str:
    """A short digest, where the parts themselves must not be stored."""
    return hashlib.sha256("\x1f".join(partes).encode()).hexdigest()[:40]


def _red(direccion: str) -> str:
    """The /24 (or /64) of an address."""
    try:
        largo = 24 if ip_address(direccion).version == 4 else 64
        return str(ip_network(f"{direccion}/{largo}", strict=False))
    except ValueError:
        return direccion
