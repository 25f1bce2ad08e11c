"""Typed reading of the environment. A missing or wrong variable stops the start by name.

Every function takes the variable's name and, where there is one, its default, and raises
``EntornoIncorrecto`` with what to write. ``.env.example`` explains each variable.
"""

import os
from collections.abc import Sequence
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import environ


class EntornoIncorrecto(SystemExit):
    """A variable is missing or wrong: one line on stderr, exit code 1, no traceback."""

    def __init__(self, nombre: str, que_escribir: str) -> None:
        super().__init__(f"{nombre}: {que_escribir}")


def texto(nombre: str, defecto: str | None = None, *, minimo: int = 0) -> str:
    """The text of ``nombre``, or of the file that ``nombre_FILE`` names (Docker secrets)."""
    archivo = os.environ.get(f"{nombre}_FILE")
    valor = Path(archivo).read_text().strip() if archivo else os.environ.get(nombre, defecto)
    if valor is None:
        raise EntornoIncorrecto(nombre, "falta. Escríbela en el entorno; .env.example trae un ejemplo.")
    if len(valor) < minimo:
        raise EntornoIncorrecto(nombre, f"debe tener {minimo} caracteres o más.")
    return valor


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


def una_de(nombre: str, opciones: Sequence[str], defecto: str) -> str:
    valor = os.environ.get(nombre, defecto).strip()
    if valor not in opciones:
        raise EntornoIncorrecto(nombre, f"escribe una de: {', '.join(opciones)}; dice «{valor}».")
    return valor


def lista(nombre: str, defecto: str = "") -> list[str]:
    return [parte.strip() for parte in os.environ.get(nombre, defecto).split(",") if parte.strip()]


def direccion(nombre: str, defecto: str | None = None) -> str:
    """An http(s) address without a trailing slash."""
    valor = texto(nombre, defecto).rstrip("/")
    partes = urlsplit(valor)
    if partes.scheme not in {"http", "https"} or not partes.hostname:
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


def correo(nombre: str, defecto: str) -> dict[str, Any]:
    """The Django e-mail settings of an address such as ``smtp+tls://usuario:clave@servidor:587``."""
    try:
        return dict(environ.Env.email_url_config(texto(nombre, defecto)))
    except (ValueError, KeyError, environ.ImproperlyConfigured) as error:
        raise EntornoIncorrecto(nombre, "escribe smtp+tls://usuario:clave@servidor:587") from error
