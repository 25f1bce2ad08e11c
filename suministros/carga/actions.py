"""What jefatura does with a load: sends it, confirms it, throws it away, asks for another try."""

from typing import Any
from uuid import uuid4

from catalogo.models import Distribuidora
from cuentas.models import Usuario
from nucleo.archivos.models import Archivo
from nucleo.comun.errores import EstadoCambio
from nucleo.comun.reloj import CHILE, ahora, hoy
from nucleo.comun.transacciones import en_transaccion
from nucleo.trabajos import actions as trabajos
from suministros.carga.aplicacion import anotar, exigir_jefatura
from suministros.carga.revision import vaciar
from suministros.models import ABIERTAS, Carga, EstadoCarga

REVISION, APLICACION = "revision-de-carga", "aplicacion-de-carga"
TRABAJOS = {EstadoCarga.EN_REVISION: REVISION, EstadoCarga.APLICANDO: APLICACION}


@en_transaccion
def recibir_carga(*, actor: Usuario, clase: str, archivo: Archivo, direccion: str | None = None) -> Carga:
    """Puts a received file in line to be reviewed. The same one twice at once is one load.

    Raises ``NoPermitido`` and ``EstadoCambio`` (another load of the distributor is open).
    """
    cuenta = exigir_jefatura(actor)
    carga = abrir(
        distribuidora_id=cuenta.distribuidora_id or 0, actor=cuenta, clase=clase, nombre=archivo.nombre,
        huella=archivo.sha256_recibido, pesa=archivo.bytes, archivo=archivo, direccion=direccion,
    )  # fmt: skip
    if carga.trabajo is None:
        _pedir(carga, cuenta)
    return carga


@en_transaccion
def abrir(
    *, distribuidora_id: int, actor: Usuario | None, clase: str, nombre: str, huella: str, pesa: int,
    archivo: Archivo | None = None, direccion: str | None = None,
) -> Carga:  # fmt: skip
    """The row of a load. ``huella``: SHA-256; ``pesa``: bytes. Raises ``EstadoCambio`` as ``recibir_carga``."""
    # Locked, but not its key: two files at once must not both find none before them.
    distribuidora = Distribuidora.objects.select_for_update(no_key=True).get(pk=distribuidora_id)
    abierta = Carga.objects.select_related("subida_por").filter(distribuidora=distribuidora, estado__in=ABIERTAS)
    if otra := abierta.first():
        if (otra.huella, otra.clase) == (huella, clase):
            return otra
        quien, cuando = str(otra.subida_por or "el sistema"), otra.subida_en.astimezone(CHILE)
        raise EstadoCambio(
            f"Ya hay una carga abierta: {otra.nombre}, que subió {quien} el {cuando:%d-%m-%Y a las %H:%M}. "
            "Aplícala o descártala antes de subir otra."
        )
    carga = Carga.objects.create(
        distribuidora=distribuidora, clase=clase, nombre=nombre, huella=huella, bytes=pesa, archivo=archivo,
        subida_por=actor, subida_en=ahora(),
    )  # fmt: skip
    anotar(carga, "CARGA_RECIBIDA", actor, direccion=direccion, bytes=pesa)
    return carga


@en_transaccion
def aplicar_carga(*, actor: Usuario, carga_id: int, direccion: str | None = None) -> Carga:
    """Confirms a reviewed load; a worker writes it. Raises ``NoPermitido`` and ``EstadoCambio``."""
    cuenta, carga = _propia(actor, carga_id)
    if carga.estado != EstadoCarga.LISTA:
        raise _ya(carga)
    carga.estado, carga.resuelta_por, carga.mensaje = EstadoCarga.APLICANDO, cuenta, ""
    carga.save(update_fields=["estado", "resuelta_por", "mensaje"])
    _pedir(carga, cuenta)
    return carga


@en_transaccion
def descartar_carga(*, actor: Usuario, carga_id: int, direccion: str | None = None) -> Carga:
    """Throws away what was not applied. Raises ``NoPermitido`` and ``EstadoCambio``."""
    cuenta, carga = _propia(actor, carga_id)
    if carga.estado not in (EstadoCarga.EN_REVISION, EstadoCarga.LISTA) and not carga.detenida:
        raise _ya(carga)
    cerrar_descartada(actor=cuenta, carga=carga, direccion=direccion)
    return carga


def cerrar_descartada(*, actor: Usuario | None, carga: Carga, direccion: str | None = None) -> None:
    """In the caller's transaction, which holds the load."""
    if carga.estado != EstadoCarga.EN_REVISION:
        vaciar(carga)
    carga.estado, carga.resuelta_por, carga.resuelta_en = EstadoCarga.DESCARTADA, actor, ahora()
    carga.save(update_fields=["estado", "resuelta_por", "resuelta_en"])
    anotar(carga, "CARGA_DESCARTADA", actor, direccion=direccion, lineas=carga.lineas, rechazadas=carga.rechazadas)


@en_transaccion
def reintentar_carga(*, actor: Usuario, carga_id: int) -> Carga:
    """Another try of what the worker gave up, in the name of who asks. Raises as ``aplicar_carga``."""
    cuenta, carga = _propia(actor, carga_id)
    if not carga.detenida:
        raise _ya(carga)
    _pedir(carga, cuenta)
    return carga


@en_transaccion
def devolver_a_lista(*, carga_id: int, mensaje: str) -> None:
    """After a refusal of the worker: back to who may confirm, with why."""
    if carga := Carga.objects.select_for_update().filter(pk=carga_id, estado=EstadoCarga.APLICANDO).first():
        carga.estado, carga.resuelta_por, carga.mensaje = EstadoCarga.LISTA, None, mensaje[:400]
        carga.save(update_fields=["estado", "resuelta_por", "mensaje"])


def _propia(actor: Usuario, carga_id: int) -> tuple[Usuario, Carga]:
    cuenta = exigir_jefatura(actor)
    cargas = Carga.objects.select_for_update(of=("self",)).select_related("trabajo")
    carga = cargas.filter(pk=carga_id, distribuidora=cuenta.distribuidora_id).first()
    if carga is None:
        raise EstadoCambio("Esta carga ya no está.")
    return cuenta, carga


def _ya(carga: Carga) -> EstadoCambio:
    quien = str(carga.resuelta_por or "")
    return EstadoCambio(f"Esta carga está {carga.get_estado_display().lower()}.", quien=quien, cuando=carga.resuelta_en)


def _pedir(carga: Carga, actor: Usuario) -> None:
    tipo = TRABAJOS[EstadoCarga(carga.estado)]
    # Another confirmation is another order, however soon it comes.
    filtros: dict[str, Any] = {"carga": carga.pk, "pedido": uuid4().hex}
    nombre = f"{carga.clase}-{tipo.partition('-')[0]}-{hoy():%Y-%m-%d}.xlsx"
    carga.trabajo = trabajos.pedir(tipo=tipo, usuario=actor, filtros=filtros, nombre=nombre)
    carga.save(update_fields=["trabajo"])
