"""Signing in by (perfil, document): the backend, and the one function that the page calls."""

from typing import Any

from django.contrib.auth import authenticate, login
from django.contrib.auth.backends import ModelBackend
from django.http import HttpRequest
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme

from cuentas.models import Perfil, Usuario, clave_de_ingreso

LARGO_DE_DIRECCION = 2_000  # characters, as the hidden field of the form
CASA = {
    Perfil.SOLICITANTE: "solicitudes:inicio",
    Perfil.DISTRIBUIDORA: "solicitudes:bandeja",
    Perfil.SEC: "fiscalizacion:panel",
}


class PorPerfilYDocumento(ModelBackend):
    """Django's backend on ``clave_de_ingreso``: it already hashes once for unknown accounts (AUT-2)."""

    def authenticate(  # type: ignore[override]
        self,
        request: HttpRequest | None,
        clave_de_ingreso: str | None = None,
        password: str | None = None,
        **_: Any,
    ) -> Any:
        return super().authenticate(request, username=clave_de_ingreso, password=password)


def ingresar(request: HttpRequest, *, perfil: str, documento: str, clave: str) -> Usuario | None:
    """Opens the session of the active account with that key; None when anything does not match.

    ``login`` gives the session a new id, so a planted one dies here (AUT-6).
    """
    usuario = authenticate(request, clave_de_ingreso=clave_de_ingreso(perfil, documento), password=clave)
    if not isinstance(usuario, Usuario):
        return None
    login(request, usuario)
    return usuario


def destino(request: HttpRequest, usuario: Usuario, siguiente: str) -> str:
    """The page asked for, if it is ours; else the home of the profile (OUT-6)."""
    return siguiente if es_nuestra(request, siguiente) else casa(usuario)


def es_nuestra(request: HttpRequest, direccion: str) -> bool:
    """Whether an address is a path of this site, which begins with a slash and carries nothing unreadable.

    Without the slash ``redirect`` would take a bare word for the name of a page, and fail on most.
    """
    limpia = direccion.isprintable() and len(direccion) <= LARGO_DE_DIRECCION
    es_camino = direccion.startswith("/") and "\\" not in direccion
    return (
        limpia and es_camino and url_has_allowed_host_and_scheme(direccion, {request.get_host()}, request.is_secure())
    )


def casa(usuario: Usuario) -> str:
    return reverse(CASA[Perfil(usuario.perfil)])
