"""Which rows exist for a user, and the lists built on them."""

from typing import Any

from django.db import models

from cuentas.models import Perfil
from solicitudes.estados import SIN_EFECTO


class SolicitudQuerySet(models.QuerySet[Any]):
    def visibles_para(self, user: Any) -> "SolicitudQuerySet":
        """The first door: what a user may know to exist. An unknown profile sees nothing."""
        if not user.is_authenticated or not user.is_active:
            return self.none()
        if user.perfil == Perfil.SEC:
            return self.all()
        if user.perfil == Perfil.DISTRIBUIDORA:
            return self.filter(distribuidora_id=user.distribuidora_id)
        if user.perfil == Perfil.SOLICITANTE:
            return self.filter(solicitante_id=user.pk)
        return self.none()

    def con_todo(self) -> "SolicitudQuerySet":
        """With the rows that the page of a request names."""
        return self.select_related("distribuidora", "solicitante", "comuna__region", "asignada_a")

    def aceptadas_sin_confirmar(self) -> "SolicitudQuerySet":
        """Payments that the system took as valid and no person has confirmed; P-06 allows one per account.

        One withdrawn or annulled meanwhile keeps the flag, gives nothing, and nobody could confirm it any more.
        """
        return self.filter(pago_sin_revisar=True).exclude(estado__in=SIN_EFECTO)

    def para_lista(self) -> "SolicitudQuerySet":
        return self.select_related("distribuidora", "solicitante").order_by("-enviada_en", "-id")
