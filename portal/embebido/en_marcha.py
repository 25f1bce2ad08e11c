"""``.portal-en-marcha``: one line, a data directory, per copy of ``bin/run`` that is alive."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from portal.embebido.cerrojos import ocupado

RAIZ = Path(__file__).resolve().parent.parent.parent
LISTA = RAIZ / ".portal-en-marcha"
CERROJO = "portal.vivo"  # in the data directory; held by the supervisor as long as it lives


def viva(datos: Path) -> bool:
    return ocupado(datos / CERROJO)


def vivas() -> list[Path]:
    """The data directories of the living copies, the newest last."""
    if not LISTA.exists():
        return []
    return [ruta for linea in LISTA.read_text().splitlines() if linea and viva(ruta := Path(linea))]


def anotar(datos: Path) -> None:
    with _a_solas():
        _escribir([ruta for ruta in vivas() if ruta != datos] + [datos])


def borrar(datos: Path) -> None:
    with _a_solas():
        _escribir([ruta for ruta in vivas() if ruta != datos])


def _escribir(rutas: list[Path]) -> None:
    if not rutas:
        LISTA.unlink(missing_ok=True)
        return
    provisional = LISTA.with_name(f"{LISTA.name}.{os.getpid()}")
    provisional.write_text("".join(f"{ruta}\n" for ruta in rutas))
    provisional.replace(LISTA)


@contextmanager
def _a_solas() -> Iterator[None]:
    """Two copies that start or stop together must not lose each other's line. A folder can be locked, too."""
    descriptor = os.open(RAIZ, os.O_RDONLY)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield
    finally:
        os.close(descriptor)
