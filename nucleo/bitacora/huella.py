"""The digest of an event, in Python: equal byte for byte to ``bitacora_canon`` of migration 0002.

``verificar`` recomputes with it, and so may whoever holds a copy of the table and no PostgreSQL.
"""

import hashlib
import json
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

EPOCA = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSEGUNDO = timedelta(microseconds=1)


def microsegundos(instante: datetime) -> int:
    """UTC microseconds since 1970: as a number, because the text of a time depends on the session's zone."""
    return (instante - EPOCA) // _MICROSEGUNDO


def texto_jsonb(datos: Mapping[str, Any]) -> str:
    """What PostgreSQL prints for ``datos::jsonb``: shortest keys first, then by bytes; nothing escaped needlessly.

    True for what ``vocabulario`` lets in: no floats and no nested objects.
    """
    claves = sorted(datos, key=lambda clave: (len(clave.encode()), clave.encode()))
    return json.dumps({clave: datos[clave] for clave in claves}, ensure_ascii=False, separators=(", ", ": "))


def canon(
    *,
    cadena: str,
    numero: int,
    tipo: str,
    actor_id: int | None,
    datos: str | Mapping[str, Any],
    direccion_huella: bytes | None,
    ocurrido: datetime,
    registrado: datetime,
) -> bytes:
    """The bytes that are hashed: the jsonb array of the fields. ``datos`` as PostgreSQL printed it, or as a dict."""
    campos = [
        cadena,
        numero,
        tipo,
        actor_id,
        microsegundos(ocurrido),
        microsegundos(registrado),
        None if direccion_huella is None else bytes(direccion_huella).hex(),
    ]
    texto = datos if isinstance(datos, str) else texto_jsonb(datos)
    return f"{json.dumps(campos, ensure_ascii=False, separators=(', ', ': '))[:-1]}, {texto}]".encode()


def huella(previo: bytes, **campos: Any) -> bytes:
    """``sha256(previo || canon(...))``; the arguments of ``canon`` by name. The first ``previo`` is empty."""
    return hashlib.sha256(bytes(previo) + canon(**campos)).digest()


def huella_de_direccion(sal: bytes, direccion: str) -> bytes:
    """Salted digest of an address in its canonical text."""
    return hashlib.sha256(bytes(sal) + direccion.encode()).digest()
