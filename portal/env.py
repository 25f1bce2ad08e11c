"""Typed reading of the environment. A missing or wrong variable stops the start by name.

Every function takes the variable's name and, where there is one, its default, and raises
``EntornoIncorrecto`` with what to write. ``.env.example`` explains each variable.
"""

import os
from collections.abc import Sequence
from datetime import time
from ipaddress import IPv4Network, IPv6Network, ip_network
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import environ

from nucleo.avisos.direccion_sms import sirve


class EntornoIncorrecto(SystemExit):
    """A variable is missing or wrong: one line on stderr, exit code 1, no traceback."""

    def __init__(self, nombre: str, que_escribir: str) -> None:
        super().__init__(f"{nombre}: {que_escribir}")


def texto(nombre: str, defecto: str | None = None, *, minimo: int = 0) -> str:
    """The text of ``nombre``, or of the file that ``nombre_FILE`` names (Docker secrets)."""
    archivo = os.environ.get(f"{nombre}_FILE")
    try:
        valor = Path(archivo).read_text().strip() if archivo else os.environ.get(nombre, defecto)
    except OSError as error:
        raise EntornoIncorrecto(f"{nombre}_FILE", f"no se puede leer {archivo} ({error.strerror}).") from error
    if valor is None or (defecto is None and not valor):
        raise EntornoIncorrecto(nombre, "falta. Escríbela en el entorno; .env.example trae un ejemplo.")
    if len(valor) < minimo:
        raise EntornoIncorrecto(nombre, f"debe tener {minimo} caracteres o más.")
    return valor


def hay(nombre: str) -> bool:
    return bool(os.environ.get(nombre) or os.environ.get(f"{nombre}_FILE"))


def si_o_no(nombre: str, defecto: bool = False) -> bool:
    valor = os.environ.get(nombre, "1" if defecto else "0").strip()
    if valor not in {"0", "1"}:
        raise EntornoIncorrecto(nombre, f"escribe 1 (sí) o 0 (no); dice «{valor}».")
    return valor == "1"


def entero(nombre: str, defecto: int, *, minimo: int = 1, maximo: int = 1024) -> int:
    valor = os.environ.get(nombre, str(defecto)).strip()
    if not valor.isdigit() or not minimo <= int(valor) <= maximo:
        raise EntornoIncorrecto(nombre, f"escribe un número entre {minimo} y {maximo}; dice «{valor}».")
    return int(valor)


def horario(nombre: str, defecto: str) -> tuple[time, time]:
    """Two hours of one day, such as ``09:00-18:00``."""
    valor = os.environ.get(nombre, defecto).strip()
    try:
        abre, cierra = (time.fromisoformat(parte) for parte in valor.split("-"))
    except ValueError:
        abre = cierra = time.min
    if abre >= cierra or abre.tzinfo or cierra.tzinfo:
        raise EntornoIncorrecto(nombre, f"escribe dos horas como 09:00-18:00; dice «{valor}».")
    return abre, cierra


def una_de(nombre: str, opciones: Sequence[str], defecto: str) -> str:
    valor = os.environ.get(nombre, defecto).strip()
    if valor not in opciones:
        raise EntornoIncorrecto(nombre, f"escribe una de: {', '.join(opciones)}; dice «{valor}».")
    return valor


def lista(nombre: str, defecto: str = "") -> list[str]:
    return [parte.strip() for parte in os.environ.get(nombre, defecto).split(",") if parte.strip()]


def direccion(nombre: str, defecto: str | None = None) -> str:
    """An http(s) address of a server alone, without a trailing slash."""
    valor = texto(nombre, defecto).rstrip("/")
    partes = urlsplit(valor)
    if partes.scheme not in {"http", "https"} or not partes.hostname or partes.path or partes.query:
        raise EntornoIncorrecto(nombre, f"escribe una dirección como https://portal.ejemplo.cl; dice «{valor}».")
    return valor


def base_de_datos(nombre: str) -> dict[str, Any]:
    """The Django settings of a ``postgres://`` address."""
    try:
        ajustes: dict[str, Any] = environ.Env.db_url_config(texto(nombre))
    except (ValueError, KeyError, environ.ImproperlyConfigured) as error:
        raise EntornoIncorrecto(nombre, "escribe postgres://usuario:clave@servidor:5432/base") from error
    if not ajustes.get("NAME") or "postgresql" not in ajustes.get("ENGINE", ""):
        raise EntornoIncorrecto(nombre, "escribe postgres://usuario:clave@servidor:5432/base")
    return ajustes


def correo(nombre: str) -> dict[str, Any]:
    """The Django e-mail settings of ``smtp+tls://usuario:clave@servidor:587`` or ``disco://`` (files, to be read)."""
    valor = texto(nombre)
    if valor.startswith("disco:"):
        return {"EMAIL_BACKEND": "nucleo.avisos.correo_en_disco.Correo"}
    try:
        ajustes = dict(environ.Env.email_url_config(valor))
    except (ValueError, KeyError, environ.ImproperlyConfigured) as error:
        raise EntornoIncorrecto(nombre, "escribe smtp+tls://usuario:clave@servidor:587") from error
    if valor.startswith("smtp") and not ajustes.get("EMAIL_HOST"):
        raise EntornoIncorrecto(nombre, "falta el servidor: escribe smtp+tls://usuario:clave@servidor:587")
    return ajustes


def sms(nombre: str) -> str:
    """The Apprise address by which SMS leave, "" (nobody gets any), or ``disco://`` (files, to be read)."""
    valor = texto(nombre, "")
    if not valor or valor.startswith("disco:"):
        return valor
    if not sirve(valor):
        raise EntornoIncorrecto(
            nombre, "escribe una dirección de Apprise, como twilio://cuenta:clave@+56221234567, o déjala vacía."
        )
    return valor


def cola(nombre: str) -> str:
    """The broker's address: Redis over TCP, TLS or a Unix socket, or a folder."""
    valor = texto(nombre)
    partes = urlsplit(valor)
    con_servidor = partes.scheme in {"redis", "rediss"} and partes.hostname
    con_ruta = partes.scheme in {"unix", "filesystem"} and partes.path.startswith("/")
    if not con_servidor and not con_ruta:
        raise EntornoIncorrecto(nombre, f"escribe redis://:clave@servidor:6379/0; dice «{valor}».")
    return valor


def servidores(nombre: str, defecto: str, direccion_publica: str) -> list[str]:
    """Host names that are answered; the public address must be among them."""
    valores = lista(nombre, defecto)
    publico = urlsplit(direccion_publica).hostname or ""
    if "*" in valores:
        raise EntornoIncorrecto(nombre, "escribe cada nombre; «*» acepta enlaces con el nombre de cualquiera.")
    if not any(publico == v.strip("[]") or (v.startswith(".") and publico.endswith(v)) for v in valores):
        raise EntornoIncorrecto(nombre, f"agrega «{publico}», el servidor de PORTAL_URL.")
    return valores


def demostracion(nombre: str, direccion_publica: str) -> bool:
    """The demonstration opens known accounts to whoever reaches it, so it stays on this computer."""
    activa = si_o_no(nombre)
    if activa and urlsplit(direccion_publica).hostname not in {"localhost", "127.0.0.1", "::1"}:
        raise EntornoIncorrecto(
            nombre, f"escribe 0: la demostración solo corre en este computador, y PORTAL_URL es {direccion_publica}"
        )
    return activa


def redes(nombre: str) -> list[IPv4Network | IPv6Network]:
    """Networks such as ``172.28.0.0/24``, separated by commas."""
    try:
        return [ip_network(parte) for parte in lista(nombre)]
    except ValueError as error:
        raise EntornoIncorrecto(nombre, "escribe redes como 172.28.0.0/24, separadas por comas.") from error


def archivo_o_nada(nombre: str) -> Path | None:
    """A file that must exist when the variable is set."""
    valor = os.environ.get(nombre, "").strip()
    if not valor:
        return None
    if not Path(valor).is_file():
        raise EntornoIncorrecto(nombre, f"no existe el archivo «{valor}».")
    return Path(valor)


def aun_no(nombre: str) -> None:
    """A variable of the contract that nothing reads yet: setting it must not look as if it worked."""
    if os.environ.get(nombre, "").strip():
        raise EntornoIncorrecto(nombre, "esta versión todavía no la usa; déjala vacía.")
