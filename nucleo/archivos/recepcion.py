"""How bytes enter: from a person (``recibir``) or made by the portal itself (``guardar_generado``)."""

import hashlib
from pathlib import Path
from typing import Any

from django.core.files.uploadedfile import UploadedFile

from nucleo.archivos import almacen, nombres
from nucleo.archivos.limites import Limites
from nucleo.archivos.mensajes import rechazo
from nucleo.archivos.models import Archivo
from nucleo.archivos.revision import revisar
from nucleo.comun.reloj import ahora


def recibir(subido: UploadedFile, *, uso: str, limites: Limites, nombre_documento: str, actor: Any | None) -> Archivo:
    """Checks and stores what ``actor`` sent (None: nobody signed in, as in a registration).

    ``nombre_documento`` names the field in the sentences. To be called before the transaction that links the
    file: checking and writing while rows are locked would hold everybody up. Raises ``ArchivoRechazado``.
    """
    nombre = nombres.limpiar(subido.name or "")
    with almacen.provisional() as copia, almacen.provisional() as limpia:
        digesto, pesa = _copiar(subido, copia, limites.maximo)
        if pesa > limites.maximo:
            raise rechazo(
                "tamano", nombre=nombre, documento=nombre_documento, limites=limites, pesa=max(pesa, subido.size or 0)
            )
        revision = revisar(copia, nombre=nombre, limites=limites, nombre_documento=nombre_documento, limpia=limpia)
        final = limpia if revision.reescrita else copia
        return _registrar(
            final,
            uso=uso,
            nombre=nombre,
            extension=revision.extension,
            tipo=revision.tipo,
            actor=actor,
            recibidos=pesa,
            sha256_recibido=digesto,
        )


def guardar_generado(ruta: Path, *, uso: str, nombre: str, actor: Any | None, tipo: str) -> Archivo:
    """Stores a file that the portal made (``tipo``: its media type). ``ruta`` is copied and left alone."""
    nombre = nombres.limpiar(nombre)
    with almacen.provisional() as copia, open(ruta, "rb") as origen, open(copia, "wb") as destino:
        while parte := origen.read(1 << 20):
            destino.write(parte)
        destino.flush()
        return _registrar(copia, uso=uso, nombre=nombre, extension=nombres.extension(nombre), tipo=tipo, actor=actor)


def _copiar(subido: UploadedFile, destino: Path, maximo: int) -> tuple[str, int]:
    """Digest and size of what was read; stops one chunk after the limit, whatever the sender declared."""
    huella, pesa = hashlib.sha256(), 0
    with open(destino, "wb") as salida:
        for parte in subido.chunks():
            pesa += len(parte)
            if pesa > maximo:
                break
            huella.update(parte)
            salida.write(parte)
    return huella.hexdigest(), pesa


def _digesto(camino: Path) -> str:
    with open(camino, "rb") as archivo:
        return hashlib.file_digest(archivo, "sha256").hexdigest()


def _registrar(
    camino: Path,
    *,
    uso: str,
    nombre: str,
    extension: str,
    tipo: str,
    actor: Any | None,
    recibidos: int = 0,
    sha256_recibido: str = "",
) -> Archivo:
    sha256, pesa = _digesto(camino), camino.stat().st_size
    almacen.guardar(camino, sha256)
    return Archivo.objects.create(
        uso=uso,
        nombre=nombre,
        extension=extension,
        tipo=tipo,
        bytes=pesa,
        bytes_recibidos=recibidos or pesa,
        sha256_recibido=sha256_recibido or sha256,
        sha256_guardado=sha256,
        creado_en=ahora(),
        creado_por=actor,
    )
