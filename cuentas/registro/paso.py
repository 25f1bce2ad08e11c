"""Which registration this browser is finishing. It opens that registration's own page, and nothing else (A-24)."""

from uuid import UUID

from django.http import HttpRequest

from cuentas.models import RegistroPendiente

CLAVE = "registro"


def recordar(request: HttpRequest, registro: RegistroPendiente) -> None:
    request.session.cycle_key()
    request.session[CLAVE] = str(registro.pk)


def actual(request: HttpRequest) -> RegistroPendiente | None:
    """The registration begun in this browser, if it still waits."""
    guardado = request.session.get(CLAVE)
    return RegistroPendiente.objects.filter(pk=UUID(guardado)).first() if guardado else None


def olvidar(request: HttpRequest) -> None:
    request.session.pop(CLAVE, None)
