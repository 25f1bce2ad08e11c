"""docs/dependencias.md explains every direct dependency, and none that left."""

import re

from portal.tests.ayudas import RAIZ


def directas(nombre: str) -> set[str]:
    lineas = (RAIZ / nombre).read_text().splitlines()
    return {re.split(r"[<>=~;\[ ]", linea)[0].lower() for linea in lineas if linea and linea[0] not in "#-"}


def explicadas() -> set[str]:
    texto = (RAIZ / "docs" / "dependencias.md").read_text()
    filas = [linea.split("|") for linea in texto.splitlines() if linea.startswith("| ")]
    filas = [celdas for celdas in filas if celdas[1].strip() != "package"]
    assert all(celda.strip() for celdas in filas for celda in celdas[1:5]), "una fila tiene una celda vacía"
    return {celdas[1].strip().lower() for celdas in filas}


def test_every_direct_dependency_has_its_line() -> None:
    assert explicadas() == directas("requirements.in") | directas("requirements-dev.in")


def test_the_locked_files_hold_every_direct_dependency_with_its_hash() -> None:
    for nombre in ("requirements", "requirements-dev"):
        fijado = (RAIZ / f"{nombre}.txt").read_text().lower()
        bloques = re.split(r"\n(?=[a-z0-9])", fijado)
        nombres = {re.split(r"[=\[ ]", bloque)[0] for bloque in bloques if "--hash=sha256:" in bloque}
        assert directas(f"{nombre}.in") <= nombres
        assert "http" not in fijado, "una dirección de registro quedó en el archivo"
