"""pytest plugin: the tests run on an embedded PostgreSQL with the two real roles.

Loaded before Django (``-p`` in pytest.ini), because the settings read the environment. A template
database is migrated and given the catalogue once per state of the code; each test process clones it, and
a test that commits for real gets a fresh clone afterwards: Django's flush is a TRUNCATE, which the event
log refuses, and cloning proves nothing less.

Several runs may share one checkout: the server is shared and stops with the last of them, everything else
carries the number of its run, and each start clears away what dead runs left.
"""

import gc
import hashlib
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import psutil
import psycopg2
import pytest
from psycopg2 import sql

from portal.embebido.cerrojos import Cerrojo
from portal.embebido.postgres import Postgres

RAIZ = Path(__file__).resolve().parent.parent.parent
DATOS = Path(os.environ.get("PRUEBAS_DATOS", RAIZ / "var-pruebas")).resolve()
PLANTILLAS_QUE_QUEDAN = 3  # of earlier states of the code: whoever switches branches keeps them warm
OBRERO = os.environ.get("PYTEST_XDIST_WORKER", "solo")
_servidor: Postgres | None = None


def _preparar_entorno() -> None:
    """Starts the server in the first process; the xdist workers inherit its addresses."""
    global _servidor
    if "PRUEBAS_CORRIDA" not in os.environ:
        _servidor = Postgres(DATOS, rapido=True)
        direcciones = _servidor.iniciar()
        corrida = DATOS / f"corrida-{os.getpid()}"
        shutil.rmtree(corrida, ignore_errors=True)
        corrida.mkdir()
        os.environ.update(
            PRUEBAS_CORRIDA=str(os.getpid()),
            PRUEBAS_SUPERUSUARIO=direcciones.superusuario,
            DATABASE_URL=direcciones.app,
            DATABASE_URL_DUENO=direcciones.dueno,
            SECRET_KEY="clave-de-las-pruebas-0123456789-abcdefghijklmnopqrstuvwxyz",
            PORTAL_URL="http://localhost",
            DEMO="0",
            DEBUG="0",
            EMAIL_URL="memorymail://",
            REDIS_URL="redis://127.0.0.1:1/0",  # no broker: a test that wants one asks for redis_real
        )
        _limpiar_corridas_muertas()
    datos = _corrida() / OBRERO
    datos.mkdir(exist_ok=True)
    os.environ["PORTAL_DATA"] = str(datos)


def _corrida() -> Path:
    return DATOS / f"corrida-{os.environ['PRUEBAS_CORRIDA']}"


@contextmanager
def _superusuario() -> Iterator["psycopg2.extensions.cursor"]:
    conexion = psycopg2.connect(os.environ["PRUEBAS_SUPERUSUARIO"])
    conexion.autocommit = True
    try:
        yield conexion.cursor()
    finally:
        conexion.close()


def _sobre(cursor: "psycopg2.extensions.cursor", orden: str, **nombres: str) -> None:
    cursor.execute(sql.SQL(orden).format(**{clave: sql.Identifier(nombre) for clave, nombre in nombres.items()}))


def _limpiar_corridas_muertas() -> None:
    vivas = {numero for numero in psutil.pids() if numero != os.getpid()}
    with Cerrojo(DATOS / "plantilla.lock"), _superusuario() as cursor:
        cursor.execute("SELECT datname FROM pg_database WHERE datname ~ '^prueba_[0-9]+_'")
        for (nombre,) in cursor.fetchall():
            if int(nombre.split("_")[1]) not in vivas:
                _sobre(cursor, "DROP DATABASE IF EXISTS {base} WITH (FORCE)", base=nombre)
        cursor.execute(
            "SELECT datname FROM pg_database WHERE datname ~ '^plantilla_' ORDER BY oid DESC OFFSET %s",
            [PLANTILLAS_QUE_QUEDAN],
        )
        for (nombre,) in cursor.fetchall():
            _sobre(cursor, "DROP DATABASE IF EXISTS {base} WITH (FORCE)", base=nombre)
    for carpeta in DATOS.glob("corrida-*"):
        numero = re.fullmatch(r"corrida-(\d+)", carpeta.name)
        if numero and int(numero[1]) not in vivas | {os.getpid()}:
            shutil.rmtree(carpeta, ignore_errors=True)


def _huella_del_esquema() -> str:
    """Changes when a migration, the catalogue or the roles do."""
    huella = hashlib.sha256()
    rutas = [
        *RAIZ.glob("*/migrations/*.py"),
        *RAIZ.glob("nucleo/*/migrations/*.py"),
        *RAIZ.glob("*/management/commands/cargar_catalogo.py"),
        *RAIZ.glob("catalogo/*.py"),
        RAIZ / "nucleo/avisos/textos.py",
        *RAIZ.glob("datos/**/*"),
        RAIZ / "portal/roles.sql",
    ]
    for ruta in sorted(ruta for ruta in rutas if ruta.is_file()):
        huella.update(str(ruta.relative_to(RAIZ)).encode() + ruta.read_bytes())
    return huella.hexdigest()[:12]


def _con_base(direccion: str, nombre: str) -> str:
    return urlunsplit(urlsplit(direccion)._replace(path=f"/{nombre}"))


def _asegurar_plantilla() -> str:
    """The template of this run: all its processes clone the same one, also if the code changes meanwhile."""
    with Cerrojo(DATOS / "plantilla.lock"), _superusuario() as cursor:
        elegida = _corrida() / "plantilla"
        nombre = elegida.read_text() if elegida.exists() else f"plantilla_{_huella_del_esquema()}"
        cursor.execute("SELECT 1 FROM pg_database WHERE datname = %s", [nombre])
        if not cursor.fetchone():
            provisional = f"en_obra_{nombre}"
            _sobre(cursor, "DROP DATABASE IF EXISTS {base} WITH (FORCE)", base=provisional)
            _sobre(cursor, "CREATE DATABASE {base} OWNER portal_dueno TEMPLATE portal", base=provisional)
            _migrar(provisional)
            _sobre(cursor, "ALTER DATABASE {base} RENAME TO {nombre}", base=provisional, nombre=nombre)
        elegida.write_text(nombre)
    return nombre


def _migrar(base: str) -> None:
    entorno = {**os.environ} | {
        variable: _con_base(os.environ[variable], base) for variable in ("DATABASE_URL", "DATABASE_URL_DUENO")
    }
    # Tests move the clock: the limit of the event log is opened here and closed again by the test that tries it.
    # The template outlives the folder of its run: rows of files would lose them.
    catalogo = ["cargar_catalogo", "--sin-formularios"]
    for orden in (["migrate", "-v0"], ["ajustar_bitacora", "--abierta", "-v0"], catalogo):
        hecho = subprocess.run(
            [sys.executable, str(RAIZ / "manage.py"), *orden],
            env=entorno,
            text=True,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            check=False,
        )
        if hecho.returncode:
            pytest.exit(f"manage.py {orden[0]} falló al preparar la base de las pruebas:\n{hecho.stderr}", 3)


def _clonar(plantilla: str, nombre: str) -> None:
    with _superusuario() as cursor:
        _sobre(cursor, "DROP DATABASE IF EXISTS {base} WITH (FORCE)", base=nombre)
        _sobre(
            cursor,
            # Copying files is half the time of writing them through the log, which nobody here will read.
            "CREATE DATABASE {base} OWNER portal_dueno TEMPLATE {plantilla} STRATEGY FILE_COPY",
            base=nombre,
            plantilla=plantilla,
        )


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
    nombre = f"prueba_{os.environ['PRUEBAS_CORRIDA']}_{OBRERO}"
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
        _sobre(cursor, "DROP DATABASE IF EXISTS {base} WITH (FORCE)", base=nombre)


def pytest_collection_finish() -> None:
    """What the imports left stays until the end: the collector need not look at it again at every turn."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(100_000, 20, 50)


def pytest_unconfigure() -> None:
    if _servidor is not None:
        shutil.rmtree(_corrida(), ignore_errors=True)
        _servidor.soltar()


_preparar_entorno()
