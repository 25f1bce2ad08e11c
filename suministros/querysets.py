"""Which rows of the register and of the links exist for a user: the first door."""

from typing import Any

from django.db import models

from cuentas.models import Perfil


class SuministroQuerySet(models.QuerySet[Any]):
    def de_la_distribuidora(self, user: Any) -> "SuministroQuerySet":
        """Those of the register that the user's distributor loaded."""
        return self.filter(distribuidora_id=user.distribuidora_id) if _es_personal(user) else self.none()


class FacturaQuerySet(models.QuerySet[Any]):
    def recientes_primero(self) -> "FacturaQuerySet":
        """The order in which 'last' and 'the one before last' are meant (U-03). An annulled one is neither."""
        return self.order_by("-periodo", "-emitida_el", "-id")


class VinculoQuerySet(models.QuerySet[Any]):
    def visibles_para(self, user: Any) -> "VinculoQuerySet":
        """Own ones that were not withdrawn; those of the own distributor's supplies for its staff; all for SEC."""
        if not user.is_authenticated or not user.is_active:
            return self.none()
        vigentes = self.filter(retirado_en=None)
        if user.perfil == Perfil.SOLICITANTE:
            return vigentes.filter(usuario_id=user.pk)
        if _es_personal(user):
            return vigentes.filter(suministro__distribuidora_id=user.distribuidora_id)
        return vigentes if user.perfil == Perfil.SEC else self.none()

    def con_todo(self) -> "VinculoQuerySet":
        """With the rows that a page of a link names."""
        return self.select_related("usuario", "suministro__distribuidora", "suministro__comuna__region")


class PedidoQuerySet(models.QuerySet[Any]):
    """Plans and procedures: what is asked on a supply through a link, which may have been withdrawn since."""

    def visibles_para(self, user: Any) -> "PedidoQuerySet":
        """Own ones; those of the own distributor for its staff; all for SEC."""
        if not user.is_authenticated or not user.is_active:
            return self.none()
        if user.perfil == Perfil.SOLICITANTE:
            return self.filter(vinculo__usuario_id=user.pk)
        if _es_personal(user):
            return self.filter(distribuidora_id=user.distribuidora_id)
        return self if user.perfil == Perfil.SEC else self.none()

    def con_todo(self) -> "PedidoQuerySet":
        """With the rows that a page or a message names."""
        return self.select_related("vinculo__usuario", "vinculo__suministro__comuna", "distribuidora")


def _es_personal(user: Any) -> bool:
    return bool(user.is_authenticated and user.is_active and user.perfil == Perfil.DISTRIBUIDORA)
