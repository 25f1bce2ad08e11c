"""SEC changes the rules. Each act is an event of the chain ``catalogo`` with before, after and reason.

A change that reaches terms already set orders their new count in the same transaction; a worker makes it.
"""

from datetime import date
from typing import Any

from catalogo.cambios import automaticas, densidad, documentos, feriados, plazos
from catalogo.cambios.plazos import Cambio
from catalogo.models import (
    Comuna,
    Distribuidora,
    Feriado,
    MuyBajaDensidad,
    Region,
    ReglaAutomatica,
    ReglaPlazo,
    TipoDocumento,
)
from cuentas.models import Usuario
from cuentas.personal import cambios
from cuentas.personal.cerrojos import Tomadas
from fiscalizacion.reglas import recalculo
from nucleo.bitacora import vocabulario
from nucleo.bitacora.models import Evento
from nucleo.comun.reloj import hoy
from nucleo.comun.transacciones import en_transaccion
from nucleo.trabajos.models import Trabajo

FERIADO_AGREGADO, FERIADO_CAMBIADO, FERIADO_QUITADO = "FERIADO_AGREGADO", "FERIADO_CAMBIADO", "FERIADO_QUITADO"
FERIADO_REPUESTO, REGLA_CAMBIADA, AUTOMATICA = "FERIADO_REPUESTO", "REGLA_CAMBIADA", "REGLA_AUTOMATICA_CAMBIADA"
DOCUMENTO = "TIPO_DE_DOCUMENTO_CAMBIADO"
RETIRADA = "REGLA_RETIRADA"
DENSIDAD_AGREGADA, DENSIDAD_QUITADA = "BAJA_DENSIDAD_AGREGADA", "BAJA_DENSIDAD_QUITADA"
DE_PLAZOS, DE_DENSIDAD = (REGLA_CAMBIADA, RETIRADA), (DENSIDAD_AGREGADA, DENSIDAD_QUITADA)
DE_FERIADOS = (FERIADO_AGREGADO, FERIADO_CAMBIADO, FERIADO_QUITADO, FERIADO_REPUESTO)
# Type → the key that names the row, and its sentence.
VOCABULARIO = {
    FERIADO_AGREGADO: ("feriado", "Feriado agregado"),
    FERIADO_CAMBIADO: ("feriado", "Feriado cambiado"),
    FERIADO_QUITADO: ("feriado", "Feriado quitado"),
    FERIADO_REPUESTO: ("feriado", "Feriado puesto otra vez"),
    REGLA_CAMBIADA: ("regla", "Plazo cambiado"),
    RETIRADA: ("regla", "Plazo retirado antes de regir"),
    DENSIDAD_AGREGADA: ("densidad", "Comuna de muy baja densidad agregada"),
    DENSIDAD_QUITADA: ("densidad", "Comuna de muy baja densidad quitada"),
    AUTOMATICA: ("automatica", "Regla automática cambiada"),
    DOCUMENTO: ("documento", "Documento de un formulario cambiado"),
}


def declarar() -> None:
    for tipo, (objeto, frase) in VOCABULARIO.items():
        vocabulario.declarar(tipo, claves=(objeto, "campos", "antes", "despues", "motivo"), frase=frase)


@en_transaccion
def agregar_feriado(
    *, actor: Usuario, fecha: date, nombre: str, region: Region | None, motivo: str, direccion: str | None = None
) -> Trabajo | None:
    """The order of the new count; None for a regional one, which is not counted. Raises ``CambioRechazado``."""
    actor = Tomadas(actor).exigir_administrador()
    feriado = feriados.agregar(fecha=fecha, nombre=nombre, region=region)
    evento = _evento(FERIADO_AGREGADO, feriado.pk, actor, {}, feriados.foto(feriado), motivo, direccion)
    return _por_feriado(actor, feriado, evento)


@en_transaccion
def cambiar_feriado(
    *, actor: Usuario, feriado_id: int, nombre: str, vigente: bool, motivo: str, direccion: str | None = None
) -> tuple[bool, Trabajo | None]:
    """Whether anything changed, and the order of the new count where the day begins or ceases to count."""
    actor = Tomadas(actor).exigir_administrador()
    feriado, antes = feriados.cambiar(feriado_id=feriado_id, nombre=nombre, vigente=vigente)
    if feriados.foto(feriado) == antes:
        return False, None
    tipo = FERIADO_CAMBIADO
    if feriado.vigente != antes["cuenta"]:
        tipo = FERIADO_REPUESTO if feriado.vigente else FERIADO_QUITADO
    evento = _evento(tipo, feriado.pk, actor, antes, feriados.foto(feriado), motivo, direccion)
    return True, None if tipo == FERIADO_CAMBIADO else _por_feriado(actor, feriado, evento)


@en_transaccion
def cambiar_plazo(
    *, actor: Usuario, cambio: Cambio, motivo: str, direccion: str | None = None
) -> tuple[ReglaPlazo, Trabajo | None]:
    """The new rule, and the order of the new count where it reaches a term. Raises ``CambioRechazado``."""
    actor = Tomadas(actor).exigir_administrador()
    cerrada, nueva = plazos.cambiar(cambio)
    evento = _evento(REGLA_CAMBIADA, nueva.pk, actor, plazos.foto(cerrada), plazos.foto(nueva), motivo, direccion)
    return nueva, _por_regla(actor, nueva, evento)


@en_transaccion
def retirar_plazo(
    *, actor: Usuario, regla_id: int, motivo: str, direccion: str | None = None
) -> tuple[ReglaPlazo, Trabajo | None]:
    """The rule that takes the days back of one that does not rule yet. Raises ``CambioRechazado``."""
    actor = Tomadas(actor).exigir_administrador()
    retirada, anterior = plazos.retirar(regla_id=regla_id)
    evento = _evento(RETIRADA, retirada.pk, actor, plazos.foto(retirada), plazos.foto(anterior), motivo, direccion)
    return anterior, _por_regla(actor, retirada, evento)


@en_transaccion
def agregar_densidad(
    *, actor: Usuario, distribuidora: Distribuidora, comuna: Comuna, motivo: str, direccion: str | None = None
) -> MuyBajaDensidad:
    """No term moves by it: staff may reclassify there from now on. Raises ``CambioRechazado``."""
    actor = Tomadas(actor).exigir_administrador()
    fila = densidad.agregar(distribuidora=distribuidora, comuna=comuna)
    _evento(DENSIDAD_AGREGADA, fila.pk, actor, {}, densidad.foto(fila), motivo, direccion)
    return fila


@en_transaccion
def quitar_densidad(*, actor: Usuario, densidad_id: int, motivo: str, direccion: str | None = None) -> None:
    """What was reclassified keeps its term. Raises ``CambioRechazado``."""
    actor = Tomadas(actor).exigir_administrador()
    _evento(DENSIDAD_QUITADA, densidad_id, actor, densidad.quitar(densidad_id=densidad_id), {}, motivo, direccion)


@en_transaccion
def cambiar_documento(
    *, actor: Usuario, documento_id: int, datos: dict[str, Any], motivo: str, direccion: str | None = None
) -> tuple[TipoDocumento, bool]:
    """The document, and whether anything changed. What is filed already stays; drafts are judged when they are sent."""
    actor = Tomadas(actor).exigir_administrador()
    tipo, antes = documentos.cambiar(documento_id=documento_id, datos=datos)
    despues = documentos.foto(tipo)
    if despues != antes:
        _evento(DOCUMENTO, tipo.pk, actor, antes, despues, motivo, direccion)
    return tipo, despues != antes


@en_transaccion
def cambiar_automatica(
    *, actor: Usuario, codigo: str, activa: bool, motivo: str, direccion: str | None = None
) -> tuple[ReglaAutomatica, bool]:
    """The rule, and whether anything changed. What the clock already did stays."""
    actor = Tomadas(actor).exigir_administrador()
    regla, antes = automaticas.cambiar(codigo=codigo, activa=activa)
    if antes != activa:
        fotos = {"automatica": antes}, {"automatica": activa}
        _evento(AUTOMATICA, regla.pk, actor, *fotos, motivo, direccion)
    return regla, antes != activa


def _por_regla(actor: Usuario, regla: ReglaPlazo, evento: Evento) -> Trabajo | None:
    """Of a day to come too: what arrives on a Saturday is received on the Monday."""
    alcance = recalculo.de_regla(regla.caso, regla.vigente_desde, regla.vigente_hasta)
    if regla.vigente_desde > hoy() and not recalculo.alcanzadas(alcance).exists():
        return None
    return recalculo.pedir(actor=actor, alcance=alcance, evento=evento)


def _por_feriado(actor: Usuario, feriado: Feriado, evento: Evento) -> Trabajo | None:
    if feriado.region_id:
        return None
    return recalculo.pedir(actor=actor, alcance=recalculo.de_feriado(feriado.fecha), evento=evento)


def _evento(
    tipo: str, objeto: int, actor: Usuario, antes: dict[str, Any], despues: dict[str, Any], motivo: str,
    direccion: str | None,
) -> Evento:  # fmt: skip
    return cambios.registrar(
        cadena="catalogo", tipo=tipo, actor=actor, antes=antes, despues=despues, motivo=motivo, direccion=direccion,
        objeto={VOCABULARIO[tipo][0]: objeto},
    )  # fmt: skip
