"""Builds what was ordered. Runs in the worker; beat asks for it every few seconds, so nothing ordered is lost."""

import logging
import mimetypes
import os
import shutil
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings

from nucleo.archivos.recepcion import guardar_generado
from nucleo.comun.reloj import ahora
from nucleo.trabajos import cola, constructores
from nucleo.trabajos.constructores import Avance
from nucleo.trabajos.latido import ArriendoPerdido, Latido
from nucleo.trabajos.models import Trabajo

registro = logging.getLogger(__name__)
TURNO = 60.0  # seconds after which no further order is begun in the same task
RESTO_VIEJO = 24 * 3600.0  # seconds; older than any order, so what a killed worker left


def ejecutar_pendientes() -> int:
    """Builds orders until none is free or the turn is over; returns how many were finished."""
    fin, hechos = time.monotonic() + TURNO, 0
    while time.monotonic() < fin and (trabajo := cola.tomar()):
        hechos += _ejecutar(trabajo)
    return hechos


def _ejecutar(trabajo: Trabajo) -> bool:
    latido = Latido(trabajo)
    latido.start()
    try:
        with _carpeta() as carpeta:
            ruta = carpeta / "resultado"
            constructores.de(trabajo.tipo)(trabajo, ruta, _avance(trabajo, latido))
            archivo = guardar_generado(
                ruta, uso=f"trabajo.{trabajo.tipo}", nombre=trabajo.nombre, actor=trabajo.usuario, tipo=_medio(trabajo)
            )
        latido.terminar()
        return cola.entregar(trabajo, archivo, latido.hechas, latido.total)
    except ArriendoPerdido:
        registro.warning("El trabajo %s lo tiene otro; se abandona", trabajo.pk)
    except Exception:  # a builder may fail in any way, and the order must not stay taken
        registro.exception("El trabajo %s (%s) falló en el intento %s", trabajo.pk, trabajo.tipo, trabajo.intentos)
        latido.terminar()
        cola.devolver(trabajo)
    finally:
        latido.terminar()
    return False


def _avance(trabajo: Trabajo, latido: Latido) -> Avance:
    """That of the heartbeat; a long order gives way there, each time to one short one."""
    if not constructores.ficha(trabajo.tipo).cede:
        return latido.avance

    def avance(hechas: int, total: int | None) -> None:
        latido.avance(hechas, total)
        if corto := cola.tomar(durante=trabajo):
            _ejecutar(corto)

    return avance


def _medio(trabajo: Trabajo) -> str:
    return mimetypes.guess_type(trabajo.nombre)[0] or "application/octet-stream"


def _raiz() -> Path:
    raiz: Path = settings.PORTAL_DATA / "trabajos"
    raiz.mkdir(parents=True, exist_ok=True, mode=0o750)
    return raiz


@contextmanager
def _carpeta() -> Iterator[Path]:
    """A private folder for one try: a half file never has a name that anybody serves.

    What a writer keeps beside its file goes there too: a sheet of a million rows unpacked is gigabytes, and in the
    container ``/tmp`` is memory.
    """
    with tempfile.TemporaryDirectory(dir=_raiz()) as carpeta, _provisorios_en(carpeta):
        yield Path(carpeta)


@contextmanager
def _provisorios_en(carpeta: str) -> Iterator[None]:
    """For libraries that are not Python and ask the environment. One order at a time writes in a process."""
    antes = os.environ.get("TMPDIR")
    os.environ["TMPDIR"] = carpeta
    try:
        yield
    finally:
        del os.environ["TMPDIR"]
        if antes is not None:
            os.environ["TMPDIR"] = antes


def barrer() -> int:
    """Forgets the orders whose week is over (their files follow as orphans) and what killed workers left.

    Returns how many orders went.
    """
    for resto in _raiz().iterdir():
        if time.time() - resto.stat().st_mtime > RESTO_VIEJO:
            shutil.rmtree(resto, ignore_errors=True)
    return Trabajo.objects.filter(vence__lte=ahora()).delete()[0]
