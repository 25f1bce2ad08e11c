"""What one person of the staff keeps of the inbox: a filter under a name."""

from django.conf import settings
from django.db import models
from django.db.models import Q

MAXIMO = 10  # of one account
LARGO_DE_NOMBRE = 40


class FiltroGuardado(models.Model):
    """``consulta``: parameter → value of the list, already cleaned. ``lugar``: its place among the tabs, from 1.

    Ten places and one filter in each are what limits how many an account has. ``plegado``: the name as it is compared.
    """

    usuario = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="filtros")
    nombre = models.CharField(max_length=LARGO_DE_NOMBRE)
    plegado = models.CharField(max_length=LARGO_DE_NOMBRE * 3, db_collation="C")
    lugar = models.PositiveSmallIntegerField()
    consulta = models.JSONField()

    class Meta:
        ordering = ["lugar"]
        constraints = [
            models.UniqueConstraint(fields=["usuario", "plegado"], name="filtro_con_nombre_propio"),
            models.UniqueConstraint(fields=["usuario", "lugar"], name="un_filtro_por_lugar"),
            models.CheckConstraint(condition=Q(lugar__range=(1, MAXIMO)), name="filtro_en_sus_lugares"),
            models.CheckConstraint(condition=~Q(plegado=""), name="filtro_con_nombre"),
        ]

    def __str__(self) -> str:
        return self.nombre
