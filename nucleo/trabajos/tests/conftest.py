from pathlib import Path
from typing import Any

import pytest

from nucleo.trabajos import constructores, latido


@pytest.fixture(autouse=True)
def constructor_de_prueba(monkeypatch: pytest.MonkeyPatch, settings: Any, tmp_path: Path) -> None:
    """Builders of the tests alone, a folder of its own, and a heartbeat that a test can wait for."""
    settings.PORTAL_DATA = tmp_path
    settings.ARCHIVOS_DIR = settings.SENDFILE_ROOT = tmp_path / "archivos"
    monkeypatch.setattr(latido, "PULSO", 0.05)
    monkeypatch.setattr(constructores, "_constructores", {"prueba": escribir})
    monkeypatch.setattr(constructores, "_fichas", {})


def escribir(trabajo: Any, ruta: Path, avance: Any) -> None:
    total = trabajo.filtros.get("filas", 4)
    with open(ruta, "w") as salida:
        for fila in range(total):
            salida.write(f"fila {fila}\n")
            avance(fila + 1, total)
