"""Who needs a second factor, and whether this session has proved it."""

from django.conf import settings
from django.http import HttpRequest

from cuentas.models import Usuario
from cuentas.segundo_factor.models import SegundoFactor

MARCA = "segundo_factor"  # in the session: the seal of the factor that was proved, never a secret


def necesita(usuario: Usuario) -> bool:
    """Staff, unless the setting says otherwise. The demonstration's accounts have no phone."""
    if settings.SEGUNDO_FACTOR == "nadie" or usuario.es_solicitante:
        return False
    return not (settings.DEMO and usuario.de_demostracion)


def confirmado(usuario: Usuario) -> SegundoFactor | None:
    return SegundoFactor.objects.filter(usuario=usuario, confirmado_en__isnull=False).first()


def pasada(request: HttpRequest, usuario: Usuario) -> bool:
    """Whether this session proved the factor that the account has today."""
    marca = request.session.get(MARCA)
    factor = confirmado(usuario) if marca else None
    return bool(factor and factor.sello == marca)


def marcar(request: HttpRequest, factor: SegundoFactor) -> None:
    """The session goes on under a new id (AUT-6)."""
    request.session.cycle_key()
    request.session[MARCA] = factor.sello


def a_medias(request: HttpRequest) -> Usuario | None:
    """The account whose password this session gave, and nothing more yet."""
    usuario = getattr(request, "a_medias", None)
    return usuario if isinstance(usuario, Usuario) else None
