import os
from collections.abc import Iterator
from urllib.parse import urlsplit, urlunsplit

import psycopg2
import pytest
from django.conf import settings

from nucleo.bitacora import vocabulario


@pytest.fixture(autouse=True)
def tipos_de_prueba(monkeypatch: pytest.MonkeyPatch) -> None:
    """Types of the tests alone: the real vocabulary must not learn them."""
    monkeypatch.setattr(vocabulario, "_tipos", dict(vocabulario._tipos))
    vocabulario.declarar("PRUEBA_HECHA", ["folio"])
    vocabulario.declarar("PRUEBA_VACIA")


@pytest.fixture
def superusuario(transactional_db: None) -> Iterator["psycopg2.extensions.cursor"]:
    """A cursor of the cluster's superuser on this test's database, with no trigger firing."""
    direccion = urlsplit(os.environ["PRUEBAS_SUPERUSUARIO"])._replace(path=f"/{settings.DATABASES['default']['NAME']}")
    conexion = psycopg2.connect(urlunsplit(direccion))
    conexion.autocommit = True
    with conexion.cursor() as cursor:
        cursor.execute("SET session_replication_role = replica")
        yield cursor
    conexion.close()
