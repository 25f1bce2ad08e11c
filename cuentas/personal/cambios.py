"""One event for each act of administration, with what was there before and what is there now."""

import hashlib
import re
import secrets
from collections.abc import Mapping
from typing import Any

from cuentas.models import Usuario
from cuentas.personal.models import Cambio
from nucleo.bitacora.actions import registrar as registrar_evento
from nucleo.bitacora.models import Evento

# Fields whose values are codes of ours; all others enter the chain as salted digests.
DE_CODIGOS = frozenset(
    {"perfil", "rol", "estado", "distribuidora", "prefijo", "clase", "activa", "vigente", "orden", "archivo", "pedido"}
)
_CODIGO = re.compile(r"[^\s@]{0,80}")


def registrar(
    *,
    cadena: str,
    tipo: str,
    actor: Usuario | None,
    antes: Mapping[str, Any],
    despues: Mapping[str, Any],
    motivo: str = "",
    direccion: str | None = None,
    objeto: Mapping[str, int] | None = None,
) -> Evento:
    """Writes the event ``tipo`` and, beside it, the row that a person reads; in the caller's transaction.

    ``antes`` and ``despues``: field → value (text, number or bool); only the fields that differ enter.
    ``objeto``: key and id of what changed, where the chain holds many (``catalogo``).
    """
    campos = sorted({c for c in {*antes, *despues} if antes.get(c) != despues.get(c)})
    sal = secrets.token_bytes(16)
    evento = registrar_evento(
        cadena=cadena,
        tipo=tipo,
        actor=actor,
        direccion=direccion,
        datos={
            **(objeto or {}),
            "campos": [*campos],
            "antes": [_en_cadena(sal, campo, antes.get(campo)) for campo in campos],
            "despues": [_en_cadena(sal, campo, despues.get(campo)) for campo in campos],
            "motivo": _resumen(sal, "motivo", motivo) if motivo else None,
        },
    )
    Cambio.objects.create(
        evento=evento,
        sal=sal,
        antes={campo: antes.get(campo) for campo in campos},
        despues={campo: despues.get(campo) for campo in campos},
        motivo=motivo,
    )
    return evento


def coincide(cambio: Cambio) -> bool:
    """Whether the readable row still says what its event sealed."""
    datos, sal = cambio.evento.datos, bytes(cambio.sal)
    return (
        datos["antes"] == [_en_cadena(sal, campo, cambio.antes.get(campo)) for campo in datos["campos"]]
        and datos["despues"] == [_en_cadena(sal, campo, cambio.despues.get(campo)) for campo in datos["campos"]]
        and datos["motivo"] == (_resumen(sal, "motivo", cambio.motivo) if cambio.motivo else None)
    )


def _en_cadena(sal: bytes, campo: str, valor: Any) -> str | int | bool | None:
    if valor is None or isinstance(valor, bool | int):
        return valor
    texto = str(valor)
    return texto if campo in DE_CODIGOS and _CODIGO.fullmatch(texto) else _resumen(sal, campo, texto)


def _resumen(sal: bytes, campo: str, texto: str) -> str:
    return "sha256:" + hashlib.sha256(b"|".join((sal, campo.encode(), texto.encode()))).hexdigest()
