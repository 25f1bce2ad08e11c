"""The closed vocabulary of events: each type with the keys of its ``datos``, declared by its app in ``ready()``."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

_TIPO = re.compile(r"[A-Z][A-Z_]*")
_CLAVE = re.compile(r"[a-z][a-z0-9_]*")
# No spaces and no @: a code, an id, an ISO instant or a digest passes; a name, a sentence or an e-mail does not.
_CODIGO = re.compile(r"[^\s@\x00-\x1f\x7f\ud800-\udfff]{0,100}")
ENTERO_MAXIMO = 2**63 - 1

Valor = str | int | bool | None | list["Valor"]


class EventoMalDeclarado(ValueError):
    """The caller is wrong: unknown type, keys that do not match it, or a value that may not enter a chain."""


@dataclass(frozen=True)
class TipoDeEvento:
    tipo: str
    claves: frozenset[str]
    oculto_al_solicitante: bool
    frase: str


_tipos: dict[str, TipoDeEvento] = {}


def declarar(tipo: str, claves: Iterable[str] = (), oculto_al_solicitante: bool = False, frase: str = "") -> None:
    """Adds ``tipo`` (``SOLICITUD_ENVIADA``) whose ``datos`` carry exactly ``claves``.

    ``frase`` is what the history shows. Raises ``EventoMalDeclarado`` on a badly written name or a second,
    different declaration.
    """
    declarado = TipoDeEvento(tipo, frozenset(claves), oculto_al_solicitante, frase)
    if not _TIPO.fullmatch(tipo) or not all(_CLAVE.fullmatch(clave) for clave in declarado.claves):
        raise EventoMalDeclarado(f"{tipo}: types are MAYUSCULAS_ASCII, keys minusculas_ascii")
    if _tipos.setdefault(tipo, declarado) != declarado:
        raise EventoMalDeclarado(f"{tipo} is already declared otherwise")


def de(tipo: str) -> TipoDeEvento:
    """The declaration of ``tipo``; raises ``EventoMalDeclarado`` if there is none."""
    try:
        return _tipos[tipo]
    except KeyError:
        raise EventoMalDeclarado(f"{tipo} is not in the vocabulary; declare it in AppConfig.ready()") from None


def declarados() -> dict[str, TipoDeEvento]:
    return dict(_tipos)


def exigir(tipo: str, datos: Mapping[str, Valor]) -> None:
    """Raises ``EventoMalDeclarado`` unless ``datos`` has exactly the keys of ``tipo`` and only codes in them."""
    claves = de(tipo).claves
    if sobran := sorted(set(datos) - claves):
        raise EventoMalDeclarado(f"{tipo} does not declare {', '.join(sobran)}")
    if faltan := sorted(claves - set(datos)):
        raise EventoMalDeclarado(f"{tipo} needs {', '.join(faltan)}")
    for clave, valor in datos.items():
        _exigir_codigo(f"{tipo}.{clave}", valor)


def _exigir_codigo(donde: str, valor: object) -> None:
    if isinstance(valor, list):
        for elemento in valor:
            _exigir_codigo(donde, elemento)
    elif isinstance(valor, str):
        if not _CODIGO.fullmatch(valor):
            raise EventoMalDeclarado(f"{donde}: only ids, codes and digests (100 characters, no spaces, no @)")
    elif isinstance(valor, int):
        if abs(valor) > ENTERO_MAXIMO:
            raise EventoMalDeclarado(f"{donde}: the integer does not fit 64 bits")
    elif valor is not None:
        # Floats, dates and nested objects have more than one way to be written down, so no digest of them lasts.
        raise EventoMalDeclarado(f"{donde}: {type(valor).__name__} may not enter a chain")
