"""What a distributor writes often: kept once, put into the comment of an answer, a message or a correction."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from catalogo.models import Distribuidora


class TextoGuardado(models.Model):
    """Shared by everybody of the distributor; ``orden`` is its place in the list, the smallest first."""

    distribuidora = models.ForeignKey(Distribuidora, models.PROTECT, related_name="textos_guardados")
    nombre = models.CharField(max_length=80)
    texto = models.TextField(max_length=4000)
    orden = models.PositiveIntegerField()
    cambiado_por = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    cambiado_en = models.DateTimeField()

    class Meta:
        ordering = ["orden", "id"]
        constraints = [
            models.UniqueConstraint(fields=["distribuidora", "nombre"], name="texto_guardado_nombre_unico"),
            models.CheckConstraint(condition=~Q(nombre="") & ~Q(texto=""), name="texto_guardado_escrito"),
        ]
