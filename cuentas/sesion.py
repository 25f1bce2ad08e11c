"""The account behind a request, in views whose access rule asks for one."""

from django.http import HttpRequest

from cuentas.models import Usuario
from nucleo.comun.errores import NoPermitido


def cuenta(request: HttpRequest) -> Usuario:
    """The signed-in account. ``request.user`` may also hold nobody, which a type checker cannot rule out."""
    if not isinstance(request.user, Usuario):
        raise NoPermitido("Inicia sesión para continuar.")
    return request.user
