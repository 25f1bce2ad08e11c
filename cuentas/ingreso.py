"""Authentication by (perfil, document): the backend of settings.AUTHENTICATION_BACKENDS."""

from typing import Any

from django.contrib.auth.backends import ModelBackend
from django.http import HttpRequest


class PorPerfilYDocumento(ModelBackend):
    """Django's backend on ``clave_de_ingreso``: it already hashes once for unknown accounts (AUT-2)."""

    def authenticate(self, request: HttpRequest | None, clave_de_ingreso: str | None = None,  # type: ignore[override]
                     password: str | None = None, **kwargs: Any) -> Any:
        return super().authenticate(request, username=clave_de_ingreso, password=password)
