"""What the shell of every page shows of the own account."""

from typing import Any

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from cuentas.documento.consultas import no_legible
from cuentas.models import Usuario
from cuentas.vida_de_sesion import AVISO, quedan


def propio(request: HttpRequest) -> dict[str, Any]:
    """``documento_no_legible`` is lazy: a fragment, which has no shell, asks the database nothing.

    ``fin_de_sesion``: seconds left as the page leaves, and how many before the end its dialog opens.
    """
    usuario = getattr(request, "user", None)
    if not isinstance(usuario, Usuario):
        return {}
    return {
        "documento_no_legible": SimpleLazyObject(lambda: usuario.es_solicitante and no_legible(usuario)),
        "fin_de_sesion": {"quedan": quedan(request, usuario)[0], "aviso": int(AVISO.total_seconds())},
    }
