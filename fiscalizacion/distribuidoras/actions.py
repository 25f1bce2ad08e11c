"""SEC makes and changes distributors; what has history is switched off, never lost (F-06)."""

from typing import Any

from django.db import IntegrityError, transaction

from catalogo.models import Distribuidora
from cuentas.models import Usuario
from cuentas.personal import cambios
from cuentas.personal.cerrojos import Tomadas
from cuentas.personal.datos import DatosRechazados
from nucleo.bitacora import vocabulario
from nucleo.comun.errores import EstadoCambio
from nucleo.comun.texto import orden
from nucleo.comun.transacciones import en_transaccion
from solicitudes.models import ContadorFolio, Solicitud

CAMPOS = ("nombre", "razon_social", "rut", "prefijo", "clase", "correo_avisos", "activa")
FRASES = {
    "DISTRIBUIDORA_CREADA": "Distribuidora creada",
    "DISTRIBUIDORA_CAMBIADA": "Datos de la distribuidora cambiados",
    "DISTRIBUIDORA_DESACTIVADA": "Distribuidora desactivada",
    "DISTRIBUIDORA_ACTIVADA": "Distribuidora activada otra vez",
}


def declarar() -> None:
    for tipo, frase in FRASES.items():
        vocabulario.declarar(tipo, claves=("campos", "antes", "despues", "motivo"), frase=frase)


def tiene_folios(distribuidora: Distribuidora) -> bool:
    return Solicitud.objects.filter(distribuidora=distribuidora).exists()


@en_transaccion
def crear(*, actor: Usuario, datos: dict[str, Any], direccion: str | None = None) -> Distribuidora:
    """``datos``: every field of ``CAMPOS``. Raises ``DatosRechazados`` (prefix or name taken), ``NoPermitido``."""
    actor = Tomadas(actor).exigir_administrador()
    distribuidora = Distribuidora(**{campo: datos[campo] for campo in CAMPOS}, orden=orden(datos["nombre"]))
    _exigir_unica(distribuidora)
    _guardar(distribuidora)
    _evento(distribuidora, "DISTRIBUIDORA_CREADA", actor, {}, direccion)
    return distribuidora


@en_transaccion
def cambiar(*, actor: Usuario, distribuidora_id: int, datos: dict[str, Any], direccion: str | None = None) -> bool:
    """Whether anything changed. ``datos`` without ``prefijo`` leaves it; a new one is refused after the first folio.

    Raises ``DatosRechazados``, ``EstadoCambio`` (first folio given meanwhile) and ``NoPermitido``.
    """
    actor = Tomadas(actor).exigir_administrador()
    distribuidora = Distribuidora.objects.select_for_update().get(pk=distribuidora_id)
    antes = foto(distribuidora)
    for campo in CAMPOS:
        setattr(distribuidora, campo, datos.get(campo, antes[campo]))
    distribuidora.orden = orden(distribuidora.nombre)
    despues = foto(distribuidora)
    if despues == antes:
        return False
    _exigir_unica(distribuidora)
    if antes["prefijo"] != distribuidora.prefijo:
        # Filings wait in this row for their folio: none can be given between the question and the change.
        ContadorFolio.objects.select_for_update().get(pk=1)
        if tiene_folios(distribuidora):
            raise EstadoCambio("Esta distribuidora ya tiene folios: su prefijo no cambia.")
    _guardar(distribuidora)
    tipo = "DISTRIBUIDORA_CAMBIADA"
    if antes["activa"] != distribuidora.activa:
        tipo = "DISTRIBUIDORA_ACTIVADA" if distribuidora.activa else "DISTRIBUIDORA_DESACTIVADA"
    _evento(distribuidora, tipo, actor, antes, direccion)
    return True


def foto(distribuidora: Distribuidora) -> dict[str, Any]:
    return {campo: getattr(distribuidora, campo) for campo in CAMPOS}


def _exigir_unica(nueva: Distribuidora) -> None:
    otras = Distribuidora.objects.exclude(pk=nueva.pk)
    if otra := otras.filter(prefijo=nueva.prefijo).first():
        raise DatosRechazados("prefijo", f"El prefijo {nueva.prefijo} ya es de {otra.nombre}")
    if otra := otras.filter(orden=nueva.orden).first():
        raise DatosRechazados("nombre", f"Ya hay una distribuidora que se llama {otra.nombre}")
    if nueva.rut and (otra := otras.filter(rut=nueva.rut).first()):
        raise DatosRechazados("rut", f"Ese RUT ya es de {otra.nombre}")


def _guardar(distribuidora: Distribuidora) -> None:
    try:
        with transaction.atomic():
            if distribuidora.pk:
                distribuidora.save(update_fields=[*CAMPOS, "orden"])
            else:
                distribuidora.save(force_insert=True)
    except IntegrityError as error:
        raise DatosRechazados("prefijo", "Otra persona acaba de usar ese prefijo. Elige otro") from error


def _evento(
    distribuidora: Distribuidora, tipo: str, actor: Usuario, antes: dict[str, Any], direccion: str | None
) -> None:
    cambios.registrar(
        cadena=f"distribuidora:{distribuidora.pk}", tipo=tipo, actor=actor,
        antes=antes, despues=foto(distribuidora), direccion=direccion,
    )  # fmt: skip
