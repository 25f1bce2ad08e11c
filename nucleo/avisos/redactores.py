"""Who writes each message. The rooms on the right register theirs in ``AppConfig.ready()``."""

from collections.abc import Callable
from dataclasses import dataclass

from nucleo.avisos import clases
from nucleo.avisos.clases import Clase
from nucleo.avisos.models import Aviso


@dataclass(frozen=True)
class Redactado:
    """A message ready to leave. ``reservado``: it carries a single-use link or code, so its text is not kept."""

    asunto: str
    texto: str
    html: str = ""
    reservado: bool = False

    def __post_init__(self) -> None:
        # PostgreSQL stores no NUL: a message would leave, fail to be marked as sent, and leave again.
        object.__setattr__(self, "texto", self.texto.replace("\0", ""))
        object.__setattr__(self, "html", self.html.replace("\0", ""))


Redactor = Callable[[Aviso], Redactado | None]
_redactores: dict[str, Redactor] = {}


class SinRedactor(LookupError):
    """No room registered a composer for the key."""


def registrar(clave: str, funcion: Redactor, *, clase: Clase | None = None, nombre: str = "") -> None:
    """``funcion(aviso)`` writes the message ``clave`` at the moment it is sent; ``aviso.canal`` says for what.

    It answers None when the recipient may no longer receive it. A key has one composer: another raises ValueError.
    ``clase`` and ``nombre``: whether an account may switch it off, and how it reads in 'Notificaciones' (``clases``);
    a test demands both of every key of the portal.
    """
    if _redactores.setdefault(clave, funcion) is not funcion:
        raise ValueError(f"El aviso {clave} ya tiene redactor")
    if clase is not None:
        clases.declarar(clave, clase, nombre)


def claves() -> list[str]:
    """Every key that somebody writes."""
    return sorted(_redactores)


def redactar(aviso: Aviso) -> Redactado | None:
    """What the composer of ``aviso.clave`` writes; raises SinRedactor when there is none."""
    try:
        funcion = _redactores[aviso.clave]
    except KeyError:
        raise SinRedactor(aviso.clave) from None
    return funcion(aviso)
