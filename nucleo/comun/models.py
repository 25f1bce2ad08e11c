"""The tables of ``comun``: forms already sent, and tries already made."""

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


class Intento(models.Model):
    """How often ``clave`` was tried since ``desde``. Written only by ``limites``: the count is the reservation."""

    clave = models.CharField(primary_key=True, max_length=100)
    n = models.PositiveIntegerField()
    desde = models.DateTimeField(db_index=True)

    def __str__(self) -> str:
        return self.clave
