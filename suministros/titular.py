"""The holder of a supply as the account that linked it may read it: hidden until its papers are validated.

Whoever knows two figures of an invoice has not shown who they are: name and document stay hidden, also where the
account's document is the holder's, since nobody has looked at it yet (seguridad.md, Decided 8).
"""

from dataclasses import dataclass

from suministros.models import Vinculo

PUNTOS = "•••"  # always three: the length of a name says something of it


@dataclass(frozen=True)
class Titular:
    """What pages, sheets and messages of an applicant show. ``oculto``: both are dots."""

    nombre: str
    documento: str
    oculto: bool


def visible_para_su_cuenta(vinculo: Vinculo) -> Titular:
    suministro = vinculo.suministro
    if vinculo.retirado_en:  # by now it may be somebody else's
        return Titular(PUNTOS, PUNTOS, oculto=True)
    if vinculo.validado:
        return Titular(suministro.titular_nombre, suministro.titular_documento_visible, oculto=False)
    return Titular(enmascarar(suministro.titular_nombre), PUNTOS if suministro.titular_documento else "", oculto=True)


def enmascarar(nombre: str) -> str:
    """``"Elena Araya Soto"`` → ``"E••• A••• S•••"``."""
    return " ".join(f"{palabra[0]}{PUNTOS}" for palabra in nombre.split())
