"""What may be switched off: every key of the outbox is declared, with its composer, as one of three (reglas.md 8)."""

from typing import NamedTuple

from django.db import models


class Clase(models.TextChoices):
    """``CODIGO``: a code or a single-use link that was just asked for; it always leaves and is never shown again."""

    LEGAL = "legal", "Aviso legal"
    PRESCINDIBLE = "prescindible", "Recordatorio"
    CODIGO = "codigo", "Código o enlace pedido"


class Declarada(NamedTuple):
    clase: Clase
    nombre: str


_declaradas: dict[str, Declarada] = {}


def declarar(clave: str, clase: Clase, nombre: str) -> None:
    """Called by ``redactores.registrar``. ``nombre``: what an account reads while the message has no subject yet."""
    _declaradas[clave] = Declarada(clase, nombre)


def de(clave: str) -> Clase:
    """The class of a key; an undeclared one cannot be switched off (a test finds it)."""
    declarada = _declaradas.get(clave)
    return declarada.clase if declarada else Clase.LEGAL


def nombre(clave: str) -> str:
    declarada = _declaradas.get(clave)
    return declarada.nombre if declarada else "Aviso del portal"


def de_clase(clase: Clase) -> list[str]:
    """The keys declared so, by name."""
    return sorted(clave for clave, declarada in _declaradas.items() if declarada.clase == clase)
