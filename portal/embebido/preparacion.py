"""What a start does before the web server: tables, catalogue, collected assets and, once, the demonstration.

Run by the supervisor as a process of its own. Each step is skipped when nothing it depends on changed,
which makes the second start a matter of seconds.
"""

import hashlib
import json
import sys
from collections.abc import Iterable
from io import StringIO
from pathlib import Path
from typing import Any

import django

RAIZ = Path(__file__).resolve().parent.parent.parent


def _huella(rutas: Iterable[Path], *, contenido: bool = True) -> str:
    """Of the files' text, or of their sizes and times where there are many."""
    suma = hashlib.sha256()
    for ruta in sorted(ruta for ruta in rutas if ruta.is_file()):
        suma.update(str(ruta.relative_to(RAIZ)).encode())
        if contenido:
            suma.update(ruta.read_bytes())
        else:
            estado = ruta.stat()
            suma.update(f"{estado.st_size}:{estado.st_mtime_ns}".encode())
    return suma.hexdigest()[:16]


class Hechos:
    """What this data directory already has: ``hechos.json``."""

    def __init__(self, datos: Path) -> None:
        self._ruta = datos / "hechos.json"
        try:
            self._valores: dict[str, str] = json.loads(self._ruta.read_text())
        except (OSError, ValueError):
            self._valores = {}

    def cambio(self, paso: str, huella: str) -> bool:
        return self._valores.get(paso) != huella

    def anotar(self, paso: str, huella: str) -> None:
        self._valores[paso] = huella
        provisional = self._ruta.with_suffix(".nuevo")
        provisional.write_text(json.dumps(self._valores, indent=1))
        provisional.replace(self._ruta)


def _faltan_migraciones() -> bool:
    from django.db import connections
    from django.db.migrations.executor import MigrationExecutor

    ejecutor = MigrationExecutor(connections["dueno"])
    return bool(ejecutor.migration_plan(ejecutor.loader.graph.leaf_nodes()))


def _decir(texto: str) -> None:
    print(f"  {texto}", flush=True)


def preparar(*, demo: bool) -> None:
    from django.conf import settings
    from django.core.management import call_command, get_commands

    hechos = Hechos(settings.PORTAL_DATA)
    # post_migrate copies settings that depend on DEMO into the database, so a change of it migrates again.
    if _faltan_migraciones() or hechos.cambio("demo-activa", str(settings.DEMO)):
        _decir("creando o poniendo al día las tablas…")
        call_command("migrate", verbosity=0, interactive=False)
        hechos.anotar("demo-activa", str(settings.DEMO))

    pasos: list[tuple[str, str, str, dict[str, Any]]] = [
        ("catalogo", "cargando el catálogo…", "cargar_catalogo", {"stdout": StringIO()}),
        (
            "estaticos",
            "reuniendo estilos, letras e imágenes…",
            "collectstatic",
            {"verbosity": 0, "interactive": False, "clear": False},
        ),
    ]
    huellas = {
        "catalogo": _huella([*RAIZ.glob("datos/**/*"), *RAIZ.glob("catalogo/**/*.py")]),
        "estaticos": _huella(RAIZ.glob("static/**/*"), contenido=False)
        + _huella([RAIZ / "requirements.txt", RAIZ / "portal" / "estaticos.py"]),
    }
    for paso, frase, orden, opciones in pasos:
        if hechos.cambio(paso, huellas[paso]) or (paso == "estaticos" and not settings.STATIC_ROOT.exists()):
            _decir(frase)
            call_command(orden, **opciones)
            hechos.anotar(paso, huellas[paso])

    if demo and "cargar_demo" in get_commands() and hechos.cambio("demo-cargada", "sí"):
        _decir("cargando la demostración (una sola vez)…")
        call_command("cargar_demo", stdout=StringIO())
        hechos.anotar("demo-cargada", "sí")


if __name__ == "__main__":
    django.setup()
    preparar(demo="--sin-demo" not in sys.argv)
