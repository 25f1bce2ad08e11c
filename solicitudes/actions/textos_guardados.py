"""Jefatura writes the texts that its staff uses. Each act is an event of the distributor, with before and after."""

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
from solicitudes.models import TextoGuardado

MAXIMO = 100
FRASES = {
    "TEXTO_GUARDADO_CREADO": "Texto guardado agregado",
    "TEXTO_GUARDADO_CAMBIADO": "Texto guardado cambiado",
    "TEXTO_GUARDADO_QUITADO": "Texto guardado quitado",
    "TEXTO_GUARDADO_MOVIDO": "Texto guardado cambiado de lugar",
}
_CAMPOS = ("nombre", "texto", "orden")
NO_ESTA = "Otra persona quitó ese texto. Vuelve a abrir la lista."


class TextoRechazado(CampoRechazado):
    """A text that cannot be kept."""


def declarar() -> None:
    for tipo, frase in FRASES.items():
        vocabulario.declarar(tipo, claves=("texto_guardado", "campos", "antes", "despues", "motivo"), frase=frase)


@en_transaccion
def guardar(
    *, actor: Usuario, nombre: str, texto: str, texto_id: int | None = None, direccion: str | None = None
) -> bool:
    """Adds one at the end, or changes ``texto_id``; whether anything changed.

    Raises ``TextoRechazado`` for a name that another one has, ``EstadoCambio`` for one that is gone, ``NoPermitido``.
    """
    actor, distribuidora, textos = _tomar(actor)
    guardado = next((t for t in textos if t.pk == texto_id), None)
    if texto_id is not None and guardado is None:
        raise EstadoCambio(NO_ESTA)
    if any(t.nombre.casefold() == nombre.casefold() for t in textos if t.pk != texto_id):
        raise TextoRechazado("nombre", "Ya tienes un texto con ese nombre. Escribe otro.")
    antes = _foto(guardado)
    if guardado is None:
        if len(textos) >= MAXIMO:
            raise TextoRechazado("nombre", f"Puedes guardar {MAXIMO} textos. Quita alguno antes de agregar otro.")
        guardado = TextoGuardado(distribuidora=distribuidora, orden=max((t.orden for t in textos), default=0) + 10)
    guardado.nombre, guardado.texto = nombre, texto
    if _foto(guardado) == antes:
        return False
    guardado.cambiado_por, guardado.cambiado_en = actor, ahora()
    if guardado.pk is None:
        guardado.save(force_insert=True)
    else:
        guardado.save(update_fields=["nombre", "texto", "cambiado_por", "cambiado_en"])
    tipo = "TEXTO_GUARDADO_CAMBIADO" if antes else "TEXTO_GUARDADO_CREADO"
    _anotar(tipo, guardado, actor, antes, _foto(guardado), direccion)
    return True


@en_transaccion
def quitar(*, actor: Usuario, texto_id: int, direccion: str | None = None) -> str:
    """Takes it off the list; its name. What was written with it stays where it was sent. Raises ``EstadoCambio``."""
    actor, _, textos = _tomar(actor)
    guardado = _uno(textos, texto_id)
    _anotar("TEXTO_GUARDADO_QUITADO", guardado, actor, _foto(guardado), {}, direccion)
    nombre = guardado.nombre
    guardado.delete()
    return nombre


@en_transaccion
def mover(*, actor: Usuario, texto_id: int, hacia: str, direccion: str | None = None) -> str:
    """Changes places with its neighbour, ``hacia`` ``arriba`` or ``abajo``; at the end of the list, nothing."""
    actor, _, textos = _tomar(actor)
    guardado = _uno(textos, texto_id)
    antes = _foto(guardado)
    if movidos := lugares.mover(textos, guardado, hacia):
        for uno in movidos:
            uno.save(update_fields=["orden"])
        _anotar("TEXTO_GUARDADO_MOVIDO", guardado, actor, antes, _foto(guardado), direccion)
    return guardado.nombre


def _tomar(actor: Usuario) -> tuple[Usuario, Distribuidora, list[TextoGuardado]]:
    """One editor at a time in a distributor: names and places are of the whole list."""
    actor = Tomadas(actor).actor
    if actor.rol != Rol.JEFATURA or actor.distribuidora_id is None:
        raise NoPermitido("Los textos guardados los escribe la jefatura de la distribuidora.")
    distribuidora = Distribuidora.objects.select_for_update(no_key=True).get(pk=actor.distribuidora_id)
    return actor, distribuidora, list(TextoGuardado.objects.filter(distribuidora=distribuidora))


def _uno(textos: list[TextoGuardado], texto_id: int) -> TextoGuardado:
    guardado = next((t for t in textos if t.pk == texto_id), None)
    if guardado is None:
        raise EstadoCambio(NO_ESTA)
    return guardado


def _foto(guardado: TextoGuardado | None) -> dict[str, Any]:
    return {campo: getattr(guardado, campo) for campo in _CAMPOS} if guardado else {}


def _anotar(
    tipo: str, guardado: TextoGuardado, actor: Usuario, antes: dict[str, Any], despues: dict[str, Any],
    direccion: str | None,
) -> None:  # fmt: skip
    cambios.registrar(
        cadena=f"distribuidora:{guardado.distribuidora_id}", tipo=tipo, actor=actor, antes=antes, despues=despues,
        direccion=direccion, objeto={"texto_guardado": guardado.pk},
    )  # fmt: skip
