"""The second factor of an account: its secret, and the codes that replace a lost phone."""

from django.conf import settings
from django.db import models


class SegundoFactor(models.Model):
    """``secreto`` is encrypted with the secret key: the table alone makes no code (``totp``).

    ``ultimo_paso``: number of the last half minute whose code was taken; no code works twice. Until
    ``confirmado_en`` it is a proposal that nobody has scanned.
    """

    usuario = models.OneToOneField(
        settings.AUTH_USER_MODEL, models.CASCADE, primary_key=True, related_name="segundo_factor"
    )
    secreto = models.CharField(max_length=255)
    ultimo_paso = models.BigIntegerField(default=0)
    creado_en = models.DateTimeField()
    confirmado_en = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return str(self.pk)

    @property
    def sello(self) -> str:
        """What a session proved: another factor of the same account is another one."""
        return self.confirmado_en.isoformat() if self.confirmado_en else ""


class CodigoDeRecuperacion(models.Model):
    """Works once, instead of the phone. ``huella`` is a keyed digest of 80 random bits."""

    usuario = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="codigos_de_recuperacion")
    huella = models.CharField(max_length=64)
    creado_en = models.DateTimeField()
    usado_en = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["usuario", "huella"], name="recuperacion_sin_repetir")]

    def __str__(self) -> str:
        return str(self.pk)
