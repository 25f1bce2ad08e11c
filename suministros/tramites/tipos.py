"""The list of procedures of a distributor: jefatura writes it, and closes what it no longer takes."""

from typing import Any

from catalogo.models import Distribuidora
from cuentas.models import Rol, Usuario
from cuentas.personal import cambios
from cuentas.personal.cerrojos import Tomadas
from nucleo.bitacora import vocabulario
from nucleo.comun import lugares
from nucleo.comun.errores import CampoRechazado, EstadoCambio, NoPermitido
from nucleo.comun.reloj import ahora
from nucleo.comun.transacciones import en_transaccion
from suministros.models import TipoDeTramite

MAXIMO = 50
PAPELES_MAXIMOS = 5
FRASES = {
    "TIPO_DE_TRAMITE_CREADO": "Tipo de trámite agregado",
    "TIPO_DE_TRAMITE_CAMBIADO": "Tipo de trámite cambiado",
    "TIPO_DE_TRAMITE_MOVIDO": "Tipo de trámite cambiado de lugar",
}
CAMPOS = ("nombre", "explicacion", "papeles", "abierto")
_CON_ORDEN = (*CAMPOS, "orden")


def declarar() -> None:
    for tipo, frase in FRASES.items():
        claves = ("tipo_de_tramite", "campos", "antes", "despues", "motivo")
        vocabulario.declarar(tipo, claves=claves, frase=frase)


@en_transaccion
def guardar(*, actor: Usuario, datos: dict[str, Any], tipo_id: int | None = None, direccion: str | None = None) -> bool:
    """Adds one at the end, or changes ``tipo_id``; whether anything changed. ``datos``: every field of ``CAMPOS``.

    Raises ``CampoRechazado`` for a name that another one has, ``EstadoCambio`` for one that is gone, ``NoPermitido``.
    """
    actor, distribuidora, tipos = _tomar(actor)
    tipo = next((uno for uno in tipos if uno.pk == tipo_id), None)
    if tipo_id is not None and tipo is None:
        raise EstadoCambio("Ese tipo de trámite ya no está en la lista.")
    if any(uno.nombre.casefold() == datos["nombre"].casefold() for uno in tipos if uno.pk != tipo_id):
        raise CampoRechazado("nombre", "Ya tienes un trámite con ese nombre. Escribe otro")
    antes = _foto(tipo)
    if tipo is None:
        if len(tipos) >= MAXIMO:
            raise CampoRechazado("nombre", f"Puedes tener {MAXIMO} trámites. Cambia uno que ya no uses")
        tipo = TipoDeTramite(distribuidora=distribuidora, orden=max((uno.orden for uno in tipos), default=0) + 10)
    for campo in CAMPOS:
        setattr(tipo, campo, datos[campo])
    if _foto(tipo) == antes:
        return False
    tipo.cambiado_por, tipo.cambiado_en = actor, ahora()
    if tipo.pk is None:
        tipo.save(force_insert=True)
    else:
        tipo.save(update_fields=[*CAMPOS, "cambiado_por", "cambiado_en"])
    evento = "TIPO_DE_TRAMITE_CAMBIADO" if antes else "TIPO_DE_TRAMITE_CREADO"
    _anotar(evento, tipo, actor, antes, direccion)
    return True


@en_transaccion
def mover(*, actor: Usuario, tipo_id: int, hacia: str, direccion: str | None = None) -> str:
    """Changes places with its neighbour, ``hacia`` ``arriba`` or ``abajo``; its name. At the end, nothing."""
    actor, _, tipos = _tomar(actor)
    tipo = next((uno for uno in tipos if uno.pk == tipo_id), None)
    if tipo is None:
        raise EstadoCambio("Ese tipo de trámite ya no está en la lista.")
    antes = _foto(tipo)
    if movidos := lugares.mover(tipos, tipo, hacia):
        for uno in movidos:
            uno.save(update_fields=["orden"])
        _anotar("TIPO_DE_TRAMITE_MOVIDO", tipo, actor, antes, direccion)
    return str(tipo.nombre)


def _tomar(actor: Usuario) -> tuple[Usuario, Distribuidora, list[TipoDeTramite]]:
    """One editor at a time in a distributor: names and places are of the whole list."""
    actor = Tomadas(actor).actor
    if actor.rol != Rol.JEFATURA or actor.distribuidora_id is None:
        raise NoPermitido("La lista de trámites la escribe la jefatura de la distribuidora.")
    distribuidora = Distribuidora.objects.select_for_update(no_key=True).get(pk=actor.distribuidora_id)
    return actor, distribuidora, list(TipoDeTramite.objects.filter(distribuidora=distribuidora))


def _foto(tipo: TipoDeTramite | None) -> dict[str, Any]:
    if tipo is None:
        return {}
    return {campo: getattr(tipo, campo) for campo in _CON_ORDEN} | {"papeles": "\n".join(tipo.papeles)}


def _anotar(evento: str, tipo: TipoDeTramite, actor: Usuario, antes: dict[str, Any], direccion: str | None) -> None:
    cambios.registrar(
        cadena=f"distribuidora:{tipo.distribuidora_id}", tipo=evento, actor=actor, antes=antes, despues=_foto(tipo),
        direccion=direccion, objeto={"tipo_de_tramite": tipo.pk},
    )  # fmt: skip
