"""A data directory: its secrets, its short socket folders and its logs."""

import hashlib
import json
import os
import secrets
import stat
import tempfile
from dataclasses import dataclass
from pathlib import Path

# macOS allows 104 bytes for the path of a socket, Linux 108, the closing NUL included.
SOCKET_MAXIMO = 103


@dataclass(frozen=True)
class Secretos:
    secret_key: str
    superusuario: str
    dueno: str
    app: str


class CarpetaAjena(SystemExit):
    """A folder that must be ours belongs to somebody else: one line, exit code 1."""


def preparar(datos: Path) -> Path:
    """Creates the data directory, closed to others; returns its absolute path."""
    datos = datos.expanduser().resolve()
    try:
        datos.mkdir(parents=True, exist_ok=True, mode=0o711 if es_root() else 0o700)
    except OSError as error:
        raise CarpetaAjena(f"--data: no se puede crear {datos} ({error.strerror}). Elige otra carpeta.") from error
    if not os.access(datos, os.W_OK | os.X_OK):
        raise CarpetaAjena(f"--data: no se puede escribir en {datos}. Elige otra carpeta con --data.")
    return datos


def es_root() -> bool:
    return os.geteuid() == 0


def secretos(datos: Path) -> Secretos:
    """The secrets of ``datos``, made on first use and readable by the owner only."""
    ruta = datos / "secretos.json"
    if not ruta.exists():
        nuevos = {"secret_key": secrets.token_urlsafe(64)} | {
            rol: secrets.token_hex(24) for rol in ("superusuario", "dueno", "app")
        }
        provisional = datos / f".secretos-{os.getpid()}"
        with open(os.open(provisional, os.O_CREAT | os.O_WRONLY | os.O_TRUNC, 0o600), "w") as archivo:
            json.dump(nuevos, archivo)
        try:
            os.link(provisional, ruta)  # the first of two starts wins, and nobody reads half a file
        except FileExistsError:
            pass
        finally:
            provisional.unlink()
    return Secretos(**json.loads(ruta.read_text()))


def carpeta_de_socket(preferida: Path, nombre: str) -> Path:
    """``preferida`` when a socket ``nombre`` fits there; else a short folder in the temporary directory.

    The short one depends on the path only, so every command finds the same one without asking.
    """
    if len(os.fsencode(preferida / nombre)) <= SOCKET_MAXIMO:
        return preferida
    huella = hashlib.sha256(os.fsencode(preferida)).hexdigest()[:12]
    corta = Path(tempfile.gettempdir()) / f"portal-{os.geteuid()}-{huella}"
    if len(os.fsencode(corta / nombre)) > SOCKET_MAXIMO:
        corta = Path("/tmp") / corta.name  # noqa: S108 (named after the path and checked below)
    return corta


def asegurar_propia(carpeta: Path, dueno: int) -> None:
    """Creates ``carpeta`` for the user number ``dueno`` alone; refuses one that somebody else put there."""
    carpeta.mkdir(parents=True, exist_ok=True, mode=0o700)
    datos = carpeta.lstat()
    if not stat.S_ISDIR(datos.st_mode) or datos.st_uid not in {os.geteuid(), dueno}:
        raise CarpetaAjena(f"{carpeta} es de otro usuario; bórrala o usa otra carpeta con --data.")
    carpeta.chmod(0o700)
    if datos.st_uid != dueno:
        os.chown(carpeta, dueno, -1)


def abrir_registro(datos: Path, nombre: str) -> int:
    """Descriptor of ``datos``/registros/``nombre``.log, appended to; above 5 MiB it starts anew beside the old one."""
    carpeta = datos / "registros"
    carpeta.mkdir(exist_ok=True, mode=0o700)
    ruta = carpeta / f"{nombre}.log"
    if ruta.exists() and ruta.stat().st_size > 5 * 1024 * 1024:
        ruta.replace(ruta.with_suffix(".1.log"))
    return os.open(ruta, os.O_CREAT | os.O_WRONLY | os.O_APPEND, 0o600)
