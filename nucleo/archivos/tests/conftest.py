from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.core.files.uploadedfile import SimpleUploadedFile

from nucleo.archivos import puertas
from nucleo.archivos.limites import Limites
from nucleo.archivos.models import Archivo
from nucleo.archivos.recepcion import recibir
from nucleo.comun.medidas import MB
from nucleo.comun.reloj import ahora

TODO = Limites(("pdf", "jpg", "png", "doc", "docx"), 5 * MB)
CONTRATO = Limites(("pdf",), 1 * MB)


@pytest.fixture(autouse=True)
def almacen_propio(tmp_path: Path, settings: Any) -> Path:
    """A store of this test alone."""
    settings.ARCHIVOS_DIR = settings.SENDFILE_ROOT = tmp_path / "archivos"
    settings.ARCHIVOS_DISCO_LIBRE_MB = 1
    settings.CLAMAV_HOST = ""
    return settings.ARCHIVOS_DIR


@pytest.fixture(autouse=True)
def puertas_propias(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(puertas, "_puertas", {})
    puertas.registrar("prueba", lambda usuario, archivo: archivo.creado_por_id == usuario.pk)


@pytest.fixture
def hacer_usuario() -> Callable[[str], Any]:
    def hacer(documento: str) -> Any:
        return get_user_model().objects.create(
            perfil="solicitante", documento=documento, clave_de_ingreso=f"solicitante:RUT:{documento}",
            nombres="Persona", apellidos="De Prueba", email=f"p{documento}@ejemplo.invalid", estado="activa",
            creada_en=ahora(),
        )  # fmt: skip

    return hacer


@pytest.fixture
def usuario(db: None, hacer_usuario: Callable[[str], Any]) -> Any:
    return hacer_usuario("111111111")


@pytest.fixture
def subir(usuario: Any) -> Callable[..., Archivo]:
    def subir(nombre: str, datos: bytes, *, limites: Limites = TODO, uso: str = "prueba", actor: Any = None) -> Archivo:
        return recibir(
            _subido(nombre, datos), uso=uso, limites=limites, nombre_documento="Plano", actor=actor or usuario
        )

    return subir


def _subido(nombre: str, datos: bytes) -> SimpleUploadedFile:
    """The name as sent: Django's class would cut it before our code sees it."""
    subido = SimpleUploadedFile("x", datos)
    subido._name = nombre  # type: ignore[attr-defined]
    return subido


def en_disco(carpeta: Path) -> list[Path]:
    return sorted(ruta for ruta in carpeta.rglob("*") if ruta.is_file())
