"""A country to measure on: a database of its own, which ``cargar_volumen`` fills once and later runs find again.

``VOLUMEN`` says how many requests the long forms want (1,000,000); the short ones, of a plain run, take ``PUEBLO``.
"""

import hashlib
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from typing import Any

import pytest
from django.conf import settings
from django.db import connections

from portal.embebido import pruebas
from portal.embebido.cerrojos import Cerrojo

PAIS, PUEBLO, SEMILLA = int(os.environ.get("VOLUMEN", "1000000")), 2_000, 20_571
TAMANOS = [PUEBLO, pytest.param(PAIS, marks=pytest.mark.carga, id="pais")]
_PACIENCIA = 3600.0  # seconds that a run waits for the load of another


@dataclass(frozen=True)
class Pais:
    """``dicho``: what the load said of itself; ``entorno``: for a process of its own."""

    cuantas: int
    dicho: str
    entorno: dict[str, str]


EnUnPais = Callable[[int], AbstractContextManager[Pais]]


@pytest.fixture
def en_un_pais(django_db_setup: None, django_db_blocker: Any) -> EnUnPais:
    """``with en_un_pais(cuantas) as pais:`` the connections look at that database. What is written there stays."""

    @contextmanager
    def entrar(cuantas: int) -> Iterator[Pais]:
        with django_db_blocker.unblock():
            nombre, dicho = _asegurar(cuantas)
            antes = connections["default"].settings_dict["NAME"]
            _apuntar(nombre)
            try:
                yield Pais(cuantas, dicho, _entorno(nombre))
            finally:
                _apuntar(antes)

    return entrar


def _apuntar(nombre: str) -> None:
    for alias in connections:
        connections[alias].close()
        settings.DATABASES[alias]["NAME"] = connections[alias].settings_dict["NAME"] = nombre


def _entorno(nombre: str) -> dict[str, str]:
    archivos = pruebas.DATOS / "archivos-del-volumen"
    archivos.mkdir(exist_ok=True)
    bases = {
        variable: pruebas._con_base(os.environ[variable], nombre) for variable in ("DATABASE_URL", "DATABASE_URL_DUENO")
    }
    return os.environ | bases | {"PORTAL_DATA": str(archivos)}


def _asegurar(cuantas: int) -> tuple[str, str]:
    """The name of the database, and what its load said, which stands in its comment."""
    plantilla, familia = pruebas._asegurar_plantilla(), f"volumen_{cuantas}_"
    nombre = f"{familia}{_huella(plantilla)}"
    cerrojo = Cerrojo(pruebas.DATOS / f"volumen-{cuantas}.lock")
    assert cerrojo.tomar(espera=_PACIENCIA), "otra corrida no termina de cargar"
    try:
        with pruebas._superusuario() as cursor:
            cursor.execute(
                "SELECT datname, shobj_description(oid, 'pg_database') FROM pg_database WHERE starts_with(datname, %s)",
                [familia],
            )
            hechas = dict(cursor.fetchall())
            if nombre not in hechas:
                for vieja in hechas:
                    pruebas._sobre(cursor, "DROP DATABASE IF EXISTS {base} WITH (FORCE)", base=vieja)
                hechas[nombre] = _cargar(cursor, plantilla, nombre, cuantas)
            return nombre, hechas[nombre] or ""
    finally:
        cerrojo.soltar()


def _huella(plantilla: str) -> str:
    codigo = b"".join(ruta.read_bytes() for ruta in sorted((pruebas.RAIZ / "portal/volumen").glob("*.py")))
    return hashlib.sha256(plantilla.encode() + codigo).hexdigest()[:12]


def _cargar(cursor: Any, plantilla: str, nombre: str, cuantas: int) -> str:
    provisional = f"en_obra_{nombre}"
    pruebas._sobre(cursor, "DROP DATABASE IF EXISTS {base} WITH (FORCE)", base=provisional)
    pruebas._sobre(
        cursor, "CREATE DATABASE {base} OWNER portal_dueno TEMPLATE {plantilla}", base=provisional, plantilla=plantilla
    )
    orden = ["cargar_volumen", "--solicitudes", str(cuantas), "--semilla", str(SEMILLA)]
    dicho = subprocess.run(
        [sys.executable, str(pruebas.RAIZ / "manage.py"), *orden],
        env=_entorno(provisional),
        text=True,
        stdout=subprocess.PIPE,
        check=True,
    ).stdout.strip()
    pruebas._sobre(cursor, "ALTER DATABASE {base} RENAME TO {nombre}", base=provisional, nombre=nombre)
    cursor.execute(
        pruebas.sql.SQL("COMMENT ON DATABASE {} IS {}").format(
            pruebas.sql.Identifier(nombre), pruebas.sql.Literal(dicho.splitlines()[-1])
        )
    )
    return dicho.splitlines()[-1]
