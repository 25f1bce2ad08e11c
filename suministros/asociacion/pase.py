"""What a person has shown so far of a supply that is being linked: kept in the session, on the server.

It cannot be forged or taken to another account or supply, survives a reload, ends with the session, and the proof
ends 30 minutes after it was given. One entry per supply, so that two windows do not mix.
"""

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest

from cuentas.sesion import cuenta
from nucleo.comun.reloj import ahora

DURA = 30 * 60  # seconds
_CLAVE = "asociacion"
_A_LA_VEZ = 5


def abrir(request: HttpRequest, suministro_id: int) -> None:
    """The number was found. What was shown of it before stays."""
    entradas = _entradas(request)
    entrada = entradas.pop(str(suministro_id), None) or {"superado": 0, "archivos": {}}
    ultimas = [*entradas.items()][-(_A_LA_VEZ - 1) :]
    request.session[_CLAVE] = {"cuenta": cuenta(request).pk, "de": {**dict(ultimas), str(suministro_id): entrada}}


def hallado(request: HttpRequest, suministro_id: int) -> bool:
    return str(suministro_id) in _entradas(request)


def superar(request: HttpRequest, suministro_id: int) -> None:
    """The challenge was answered right, now."""
    _poner(request, suministro_id, superado=ahora().timestamp())


def superado(request: HttpRequest, suministro_id: int) -> bool:
    entrada = _entradas(request).get(str(suministro_id), {})
    return bool(0 <= ahora().timestamp() - entrada.get("superado", 0) < DURA)


def vencido(request: HttpRequest, suministro_id: int) -> bool:
    """It was answered right, too long ago."""
    entrada = _entradas(request).get(str(suministro_id), {})
    return bool(entrada.get("superado")) and not superado(request, suministro_id)


def guardar(request: HttpRequest, suministro_id: int, firmados: Mapping[str, str]) -> None:
    """``firmados``: field → the signed text that brings its file back (``resguardo``)."""
    _poner(request, suministro_id, archivos=dict(firmados))


def archivos(request: HttpRequest, suministro_id: int) -> dict[str, str]:
    return dict(_entradas(request).get(str(suministro_id), {}).get("archivos", {}))


def cerrar(request: HttpRequest, suministro_id: int) -> None:
    """The supply is linked: what was shown served once."""
    entradas = _entradas(request)
    entradas.pop(str(suministro_id), None)
    request.session[_CLAVE] = {"cuenta": cuenta(request).pk, "de": entradas}


def _entradas(request: HttpRequest) -> dict[str, Any]:
    guardado = request.session.get(_CLAVE, {})
    return dict(guardado["de"]) if guardado.get("cuenta") == cuenta(request).pk else {}


def _poner(request: HttpRequest, suministro_id: int, **datos: Any) -> None:
    entradas = _entradas(request)
    if entrada := entradas.get(str(suministro_id)):
        entradas[str(suministro_id)] = {**entrada, **datos}
        request.session[_CLAVE] = {"cuenta": cuenta(request).pk, "de": entradas}
