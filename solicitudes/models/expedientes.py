"""The project that links the requests of one place, and the counter of folios."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from catalogo.models import Comuna, Distribuidora

_CUENTA = settings.AUTH_USER_MODEL


class ContadorFolio(models.Model):
    """The national counter: one row, locked last before a filing commits, so that no number is lost (S-13)."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    ultimo = models.BigIntegerField(default=0)

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(id=1), name="un_solo_contador")]


class Expediente(models.Model):
    """The project that joins the requests of one place (reglas.md 6); never shared between accounts."""

    distribuidora = models.ForeignKey(Distribuidora, models.PROTECT, related_name="+")
    solicitante = models.ForeignKey(_CUENTA, models.PROTECT, related_name="expedientes")
    numero = models.CharField("número de cliente o factibilidad, compacto", max_length=40)
    comuna = models.ForeignKey(Comuna, models.PROTECT, related_name="+")
    creado_en = models.DateTimeField()

    class Meta:
        indexes = [
            models.Index(
                fields=["solicitante", "distribuidora", "numero"],
                name="expediente_de_un_lugar",
            )
        ]
