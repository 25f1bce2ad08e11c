"""Where a registration that was just completed opens (U-12): a room on the right says which page that is.

primera_pagina.registrar("suministros:lista")          in ``AppConfig.ready()``
"""

from django.http import HttpRequest
from django.urls import reverse

from cuentas.ingreso import casa, es_nuestra
from cuentas.models import Usuario

EN_SESION = "primera_pagina"
_registrada: list[str] = []


def registrar(nombre: str) -> None:
    """``nombre``: of an address without parts that every applicant may open. Raises ValueError for a second one."""
    if _registrada not in ([], [nombre]):
        raise ValueError(f"La primera página ya es {_registrada[0]}")
    _registrada[:] = [nombre]


def recordar(request: HttpRequest, usuario: Usuario, siguiente: str) -> str:
    """The address that comes next, kept for the pages between; ``siguiente``: the page that asked to register wins."""
    propia = reverse(_registrada[0]) if _registrada else casa(usuario)
    request.session[EN_SESION] = siguiente if es_nuestra(request, siguiente) else propia
    return str(request.session[EN_SESION])


def pendiente(request: HttpRequest) -> str:
    """Where whoever is completing a registration goes on; empty for everybody else."""
    return str(request.session.get(EN_SESION, ""))


def llegar(request: HttpRequest) -> str:
    """The same, once: what comes after is not a first sign-in any more."""
    return str(request.session.pop(EN_SESION, ""))
