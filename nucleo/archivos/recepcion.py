"""How bytes enter: from a person (``recibir``) or made by the portal itself (``guardar_generado``)."""

import hashlib
import shutil
from pathlib import Path
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from nucleo.archivos import almacen, antivirus, cuota, nombres
from nucleo.archivos.errores import ArchivoRechazado
from nucleo.archivos.limites import Limites
from nucleo.archivos.mensajes import rechazo
from nucleo.archivos.models import Archivo
from nucleo.archivos.revision import revisar
from nucleo.bitacora.actions import registrar
from nucleo.comun.reloj import ahora

VIRUS = "ARCHIVO_CON_VIRUS"


def recibir(subido: UploadedFile, *, uso: str, limites: Limites, nombre_documento: str, actor: Any | None) -> Archivo:
    """Checks and stores what ``actor`` sent (None: nobody is signed in, as in a registration).

    ``nombre_documento`` names the field in the sentences. To be called before the transaction that links the
    file: checking and writing while rows are locked would hold everybody up. Raises ``ArchivoRechazado``; then
    nothing was kept.
    """
    nombre = nombres.limpiar(subido.name or "")
    if getattr(subido, "sin_espacio", False):
        raise rechazo("sin-espacio")
    cuota.exigir_espacio()
    cuota.exigir(actor, subido.size or 0)
    try:
        with almacen.provisional() as copia, almacen.provisional() as limpia:
            recibido, pesa = _copiar(subido, copia, limites, nombre_documento)
            revision = revisar(copia, nombre=nombre, limites=limites, nombre_documento=nombre_documento, limpia=limpia)
            _exigir_sin_virus(copia, nombre, recibido, uso, actor)
            return _guardar(
                limpia if revision.reescrita else copia,
                Archivo(
                    uso=uso, nombre=nombre, extension=revision.extension, tipo=revision.tipo, creado_por=actor,
                    sha256_recibido=recibido, bytes_recibidos=pesa,
                ),
            )  # fmt: skip
    except OSError as error:
        # The disk filled or failed meanwhile: what was begun is gone with the block.
        raise rechazo("sin-espacio") from error


def guardar_generado(ruta: Path, *, uso: str, nombre: str, actor: Any | None, tipo: str) -> Archivo:
    """Stores a file that the portal made for ``actor`` (``tipo``: its media type). ``ruta`` is copied, not moved.

    Raises OSError when the disk is full and ValueError for an empty file.
    """
    nombre = nombres.limpiar(nombre)
    if not ruta.stat().st_size:
        raise ValueError("El archivo generado está vacío")
    with almacen.provisional() as copia:
        shutil.copyfile(ruta, copia)
        return _guardar(
            copia, Archivo(uso=uso, nombre=nombre, extension=nombres.extension(nombre), tipo=tipo, creado_por=actor)
        )


def _copiar(subido: UploadedFile, destino: Path, limites: Limites, documento: str) -> tuple[str, int]:
    """Digest and size of what is read, whatever the sender declared; stops one chunk after the limit."""
    huella, pesa = hashlib.sha256(), 0
    with open(destino, "wb") as salida:
        for parte in subido.chunks():
            pesa += len(parte)
            if pesa > limites.maximo:
                break
            huella.update(parte)
            salida.write(parte)
    pesa = max(pesa, subido.size or 0)
    if pesa > limites.maximo:
        raise rechazo("tamano", documento=documento, limites=limites, pesa=pesa)
    return huella.hexdigest(), pesa


def _exigir_sin_virus(copia: Path, nombre: str, sha256: str, uso: str, actor: Any | None) -> None:
    try:
        antivirus.exigir_limpio(copia, nombre=nombre)
    except ArchivoRechazado as error:
        if error.motivo == "virus" and actor is not None:
            with transaction.atomic():
                registrar(cadena=f"usuario:{actor.pk}", tipo=VIRUS, actor=actor, datos={"uso": uso, "sha256": sha256})
        raise


def _guardar(camino: Path, archivo: Archivo) -> Archivo:
    """File first, row after. The bytes are on the disk before any lock is taken."""
    archivo.sha256_guardado, archivo.bytes = almacen.asentar(camino), camino.stat().st_size
    archivo.sha256_recibido = archivo.sha256_recibido or archivo.sha256_guardado
    archivo.creado_en = ahora()
    with transaction.atomic():
        if archivo.bytes_recibidos is not None:
            cuota.exigir_con_cerrojo(archivo.creado_por, archivo.bytes_recibidos)
        almacen.cerrojo(archivo.sha256_guardado)
        almacen.guardar(camino, archivo.sha256_guardado)
        archivo.save(force_insert=True)
    return archivo
