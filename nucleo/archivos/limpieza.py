"""The sweep of what nobody needs: rows without a link and files without a row, both older than a day.

A row never outlives its file: the row goes first and is committed, the file after, and only when no other row
has its digest. ``almacen.cerrojo`` keeps a file from being taken while an equal one arrives.
"""

import logging
import shutil
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from django.db import IntegrityError, connection, transaction
from django.db.models import Exists, OuterRef, QuerySet

from nucleo.archivos import almacen, enlaces, vistas_previas
from nucleo.archivos.models import Archivo
from nucleo.comun.reloj import ahora

registro = logging.getLogger(__name__)
GRACIA = timedelta(hours=24)


@dataclass(frozen=True)
class Barrido:
    filas: int
    archivos: int


def barrer_huerfanos() -> Barrido:
    """How many rows and files were removed. Safe to run twice at once and while people upload."""
    filas, borrados = 0, 0
    for archivo in sin_enlace().iterator(chunk_size=500):
        if _borrar_fila(archivo):
            filas += 1
            borrados += borrar_si_nadie_lo_usa(archivo.sha256_guardado)
    for ruta in _en_disco():
        if _vieja(ruta):
            borrados += borrar_si_nadie_lo_usa(ruta.name)
    for ruta in _en_transito():
        if _vieja(ruta):
            shutil.rmtree(ruta, ignore_errors=True) if ruta.is_dir() else ruta.unlink(missing_ok=True)
            borrados += 1
    vistas_previas.barrer()
    if filas or borrados:
        registro.info("Huérfanos borrados: %s filas, %s archivos", filas, borrados)
    return Barrido(filas, borrados)


def sin_enlace() -> "QuerySet[Archivo]":
    """Rows older than the grace that nothing refers to."""
    viejos = Archivo.objects.filter(creado_en__lt=ahora() - GRACIA)
    for modelo, campo in enlaces.todos():
        viejos = viejos.exclude(Exists(modelo._base_manager.filter(**{campo: OuterRef("pk")})))
    return viejos


def filas_sin_archivo() -> Iterator[Archivo]:
    """Rows whose file is missing or has another size: there should never be one but those erased on purpose."""
    for archivo in Archivo.objects.filter(borrado_en=None).order_by("creado_en").iterator(chunk_size=2000):
        ruta = almacen.ruta(archivo.sha256_guardado)
        if not ruta.is_file() or ruta.stat().st_size != archivo.bytes:
            yield archivo


def _borrar_fila(archivo: Archivo) -> bool:
    """By SQL and not by ``delete()``: a link that nobody declared must stop it, never be deleted along."""
    try:
        with transaction.atomic():
            if not sin_enlace().filter(pk=archivo.pk).select_for_update(skip_locked=True, of=("self",)).exists():
                return False
            with connection.cursor() as cursor:
                cursor.execute("DELETE FROM archivos_archivo WHERE id = %s", [archivo.pk])
                cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        return True
    except IntegrityError:
        registro.error("El archivo %s tiene un enlace sin declarar", archivo.pk)
        return False


def borrar_si_nadie_lo_usa(sha256: str) -> int:
    """Removes the file and its previews, unless a row still holds its content; how many files went."""
    with transaction.atomic():
        almacen.cerrojo(sha256)
        ruta = almacen.ruta(sha256)
        if Archivo.objects.filter(sha256_guardado=sha256, borrado_en=None).exists() or not ruta.exists():
            return 0
        ruta.unlink(missing_ok=True)
        vistas_previas.borrar(sha256)
    return 1


def _en_disco() -> Iterator[Path]:
    raiz = almacen.raiz()
    for carpeta in sorted(raiz.glob("[0-9a-f][0-9a-f]")):
        for ruta in sorted(carpeta.iterdir()):
            if len(ruta.name) == 64 and ruta.name.startswith(carpeta.name):
                yield ruta


def _en_transito() -> Iterator[Path]:
    return almacen.carpeta_de_transito().iterdir()


def _vieja(ruta: Path) -> bool:
    # The system's clock, not ahora(): the age of a file is the file system's matter.
    try:
        return time.time() - ruta.stat().st_mtime > GRACIA.total_seconds()
    except FileNotFoundError:
        return False
