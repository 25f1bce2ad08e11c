"""A load without pages: reviewed and applied at once, by the same functions, in nobody's name."""

import hashlib
from pathlib import Path

from catalogo.models import Distribuidora
from nucleo.comun.transacciones import en_transaccion
from suministros.carga.actions import abrir, cerrar_descartada
from suministros.carga.aplicacion import aplicar as escribir
from suministros.carga.lectura import Avance
from suministros.carga.revision import revisar
from suministros.models import Carga, EstadoCarga


def cargar(
    *, distribuidora: Distribuidora, clase: str, ruta: Path, aplicar: bool, avance: Avance = lambda hechas, total: None
) -> Carga:
    """The load of the file at ``ruta``, applied, refused, or only looked at and then discarded.

    Raises ``EstadoCambio`` when another load of the distributor is open.
    """
    with open(ruta, "rb") as archivo:
        huella = hashlib.file_digest(archivo, "sha256").hexdigest()
    carga = abrir(
        distribuidora_id=distribuidora.pk, actor=None, clase=clase, nombre=ruta.name, huella=huella,
        pesa=ruta.stat().st_size,
    )  # fmt: skip
    carga = revisar(carga.pk, ruta, avance)
    if carga.estado != EstadoCarga.LISTA:
        return carga
    return _aplicar(carga) if aplicar else _descartar(carga)


@en_transaccion
def _aplicar(carga: Carga) -> Carga:
    Carga.objects.filter(pk=carga.pk, estado=EstadoCarga.LISTA).update(estado=EstadoCarga.APLICANDO)
    return escribir(carga.pk, None)


@en_transaccion
def _descartar(carga: Carga) -> Carga:
    carga = Carga.objects.select_for_update().get(pk=carga.pk)
    if carga.estado == EstadoCarga.LISTA:
        cerrar_descartada(actor=None, carga=carga)
    return carga
