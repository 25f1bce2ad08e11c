"""pytest plugin: the tests run on an embedded PostgreSQL with the two real roles.

Loaded before Django (``-p`` in pytest.ini), because the settings read the environment. A template
database is migrated and given the catalogue once per state of the code; each test process clones it, and
a test that commits for real gets a fresh clone afterwards: Django's flush is a TRUNCATE, which the event
log refuses, and cloning proves nothing less.
"""

import fcntl
import hashlib
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import psycopg2
import pytest

RAIZ = Path(__file__).resolve().parent.parent.parent
DATOS = Path(os.environ.get("PRUEBAS_DATOS", RAIZ / "var-pruebas"))


def _con_base(direccion: str, nombre: str) -> str:
    return urlunsplit(urlsplit(direccion)._replace(path=f"/{nombre}"))


def _preparar_entorno() -> None:
    """Starts the server in the first process; the xdist workers inherit its addresses."""
    if "PRUEBAS_SUPERUSUARIO" in os.environ:
        return
    from portal.embebido.postgres import Postgres

    direcciones = Postgres(DATOS, rapido=True).iniciar()
    trabajo = tempfile.mkdtemp(prefix="portal-pruebas-")
    os.environ.update(
        PRUEBAS_SUPERUSUARIO=direcciones.superusuario,
        PRUEBAS_CORRIDA=str(os.getpid()),
        DATABASE_URL=direcciones.app,
        DATABASE_URL_DUENO=direcciones.dueno,
        SECRET_KEY="clave-de-las-pruebas-" * 3,
        PORTAL_URL="http://localhost",
        PORTAL_DATA=trabajo,
        DEMO="0",
        DEBUG="0",
        EMAIL_URL="memorymail://",
        REDIS_URL="redis://127.0.0.1:1/0",  # no broker: a test that wants one starts a real Redis
        CORREO_DE_PRUEBAS="1",
    )


_preparar_entorno()


@contextmanager
def _superusuario() -> Iterator["psycopg2.extensions.cursor"]:
    conexion = psycopg2.connect(os.environ["PRUEBAS_SUPERUSUARIO"])
    conexion.autocommit = True
    try:
        yield conexion.cursor()
    finally:
        conexion.close()


def _huella_del_esquema() -> str:
    """Changes when a migration or the catalogue does."""
    huella = hashlib.sha256()
    rutas = [*RAIZ.glob("*/migrations/*.py"), *RAIZ.glob("nucleo/*/migrations/*.py"),
             *RAIZ.glob("*/management/commands/cargar_catalogo.py"), *RAIZ.glob("catalogo/*.py"),
             *RAIZ.glob("datos/**/*"), RAIZ / "portal/roles.sql"]
    for ruta in sorted(ruta for ruta in rutas if ruta.is_file()):
        huella.update(str(ruta.relative_to(RAIZ)).encode() + ruta.read_bytes())
    return huella.hexdigest()[:12]


def _asegurar_plantilla() -> str:
    nombre = f"plantilla_{_huella_del_esquema()}"
    with open(DATOS / "plantilla.lock", "w") as cerrojo:
        fcntl.flock(cerrojo, fcntl.LOCK_EX)
        with _superusuario() as cursor:
            cursor.execute("SELECT 1 FROM pg_database WHERE datname = %s", [nombre])
            if cursor.fetchone():
                return nombre
            provisional = f"{nombre}_en_obra"
            cursor.execute(f'DROP DATABASE IF EXISTS "{provisional}" WITH (FORCE)')
            cursor.execute(f'CREATE DATABASE "{provisional}" OWNER portal_dueno TEMPLATE portal')
            entorno = {**os.environ, "DATABASE_URL": _con_base(os.environ["DATABASE_URL"], provisional),
                       "DATABASE_URL_DUENO": _con_base(os.environ["DATABASE_URL_DUENO"], provisional)}
            for orden in (["migrate", "-v0"], ["ajustar_bitacora", "--abierta", "-v0"], ["cargar_catalogo"]):
                subprocess.run([sys.executable, str(RAIZ / "manage.py"), *orden], env=entorno, check=True,
                               stdout=subprocess.DEVNULL)
            cursor.execute(f'ALTER DATABASE "{provisional}" RENAME TO "{nombre}"')
    return nombre


def _clonar(plantilla: str, nombre: str) -> None:
    with _superusuario() as cursor:
        cursor.execute(f'DROP DATABASE IF EXISTS "{nombre}" WITH (FORCE)')
        cursor.execute(f'CREATE DATABASE "{nombre}" OWNER portal_dueno TEMPLATE "{plantilla}"')


def _cerrar_conexiones() -> None:
    from django.db import connections

    for conexion in connections.all():
        conexion.close()


@pytest.fixture(scope="session")
def django_db_setup(request: pytest.FixtureRequest, django_db_blocker: object) -> Iterator[None]:
    from django.conf import settings
    from django.db import connections
    from django.test import TransactionTestCase

    plantilla = _asegurar_plantilla()
    obrero = os.environ.get("PYTEST_XDIST_WORKER", "solo")
    nombre = f"prueba_{os.environ['PRUEBAS_CORRIDA']}_{obrero}"
    _clonar(plantilla, nombre)
    for alias in connections:
        settings.DATABASES[alias]["NAME"] = connections[alias].settings_dict["NAME"] = nombre
    # A process that a test starts must find the same database.
    for variable in ("DATABASE_URL", "DATABASE_URL_DUENO"):
        os.environ[variable] = _con_base(os.environ[variable], nombre)

    def reponer(_: TransactionTestCase) -> None:
        _cerrar_conexiones()
        _clonar(plantilla, nombre)

    TransactionTestCase._fixture_teardown = reponer  # type: ignore[attr-defined]
    yield
    with django_db_blocker.unblock():  # type: ignore[attr-defined]
        _cerrar_conexiones()
    with _superusuario() as cursor:
        cursor.execute(f'DROP DATABASE IF EXISTS "{nombre}" WITH (FORCE)')
