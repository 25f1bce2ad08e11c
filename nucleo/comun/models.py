"""The one table of ``comun``: forms already sent."""

from django.conf import settings
from django.db import models


class Envio(models.Model):
    """One form that filed something, by its token. Kept a day (``envios.barrer``)."""

    usuario = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    token = models.UUIDField()
    huella = models.CharField(max_length=64)
    resultado = models.CharField(max_length=500, blank=True, default="")
    creado_en = models.DateTimeField(db_index=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["usuario", "token"], name="un_envio_por_token")]

    def __str__(self) -> str:
        return str(self.token)
