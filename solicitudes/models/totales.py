"""Totals of the requests by day, month and year, so that no page counts a million rows (docs/adr/0012)."""

from django.db import models
from django.db.models import Q

from catalogo.models import Distribuidora
from solicitudes.estados import Estado, Tipo


class Grano(models.TextChoices):
    """What one row sums up. ``SUELTO``: one fact, written in its own transaction and not yet folded into the others."""

    SUELTO = "suelto", "Suelto"
    DIARIO = "diario", "Día"
    MENSUAL = "mensual", "Mes"
    ANUAL = "anual", "Año"


_SUELTO, _FIJO = Q(grano=Grano.SUELTO), ~Q(grano=Grano.SUELTO)


class Total(models.Model):
    """``cuantas`` requests in the ``grano`` that begins ``desde``; of a loose fact, what it adds or takes away."""

    grano = models.CharField(max_length=8, choices=Grano)
    desde = models.DateField()
    distribuidora = models.ForeignKey(Distribuidora, models.PROTECT, related_name="+", db_index=False)
    tipo = models.CharField(max_length=16, choices=Tipo)
    cuantas = models.IntegerField()

    class Meta:
        abstract = True


class TotalDeEnvios(Total):
    """Requests by the day in Chile on which they were filed, in their present state."""

    estado = models.CharField(max_length=24, choices=Estado)

    class Meta:
        indexes = [
            models.Index(fields=["desde"], name="envios_sueltos", condition=_SUELTO),
            models.Index(fields=["id"], name="envios_en_cero", condition=Q(cuantas=0)),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["grano", "desde", "distribuidora", "tipo", "estado"],
                condition=_FIJO,
                name="un_total_de_envios",
            ),
            models.CheckConstraint(condition=Q(grano__in=Grano.values), name="envios_grano_conocido"),
        ]


class TotalDeRespuestas(Total):
    """First answers by the day in Chile on which they were stored.

    ``dias``: días hábiles of the legal term that they took; ``caso``: the case of that term.
    """

    caso = models.CharField(max_length=40)
    en_plazo = models.BooleanField()
    dias = models.PositiveIntegerField()

    class Meta:
        indexes = [
            models.Index(fields=["desde"], name="respuestas_sueltas", condition=_SUELTO),
            models.Index(fields=["id"], name="respuestas_en_cero", condition=Q(cuantas=0)),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["grano", "desde", "distribuidora", "tipo", "caso", "en_plazo", "dias"],
                condition=_FIJO,
                name="un_total_de_respuestas",
            ),
            models.CheckConstraint(condition=Q(grano__in=Grano.values), name="respuestas_grano_conocido"),
        ]
