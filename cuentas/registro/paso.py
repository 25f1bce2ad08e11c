"""Which registration this browser is finishing. It opens that registration's own page, and nothing else (A-24)."""

from uuid import UUID

from django.http import HttpRequest

from cuentas.models import RegistroPendiente

CLAVE, SIGUIENTE = "registro", "registro_siguiente"


def recordar(request: HttpRequest, registro: RegistroPendiente, siguiente: str = "") -> None:
    """``siguiente``: the page that sent its visitor to register; it is judged when it is gone to."""
    request.session.cycle_key()
    request.session[CLAVE] = str(registro.pk)
    if siguiente:
        request.session[SIGUIENTE] = siguiente


def actual(request: HttpRequest) -> RegistroPendiente | None:
    """The registration begun in this browser, if it still waits."""
    guardado = request.session.get(CLAVE)
    return RegistroPendiente.objects.filter(pk=UUID(guardado)).first() if guardado else None


def olvidar(request: HttpRequest) -> str:
    """Ends the step; answers the page that asked for it, or nothing."""
    request.session.pop(CLAVE, None)
    return str(request.session.pop(SIGUIENTE, ""))
