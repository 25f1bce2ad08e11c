"""The open sessions, with their account: Django's own table cannot tell whose a session is."""

from typing import Any

from django.conf import settings
from django.contrib.sessions.base_session import AbstractBaseSession
from django.db import models


class Sesion(AbstractBaseSession):
    """One browser. What is listed is copied from the session's data at every save (``almacen``).

    No foreign key in the database: a request that is still running while its account is deleted would otherwise
    fail when its session is saved.
    """

    usuario = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, null=True, related_name="sesiones", db_constraint=False
    )
    abierta_en = models.DateTimeField(null=True)
    vista_en = models.DateTimeField(null=True)
    direccion = models.GenericIPAddressField(null=True)
    agente = models.CharField(max_length=200, blank=True, default="")

    @classmethod
    def get_session_store_class(cls) -> Any:
        from cuentas.perfil.almacen import SessionStore

        return SessionStore
