"""Bank statements (cartolas): never the file itself, only its digest and the credits that may be a payment."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from catalogo.models import Distribuidora
from pagos.models.cobros import Cobro, Comprobante

_CUENTA = settings.AUTH_USER_MODEL


class FormatoCartola(models.Model):
    """Which columns of a distributor's statement are which: said once, asked again when the header differs.

    ``encabezado``: the folded names of the columns; ``fecha``, ``monto`` and ``texto`` count from 0.
    """

    distribuidora = models.OneToOneField(Distribuidora, models.PROTECT, related_name="+")
    encabezado = models.JSONField()
    fecha = models.PositiveSmallIntegerField()
    monto = models.PositiveSmallIntegerField()
    texto = models.PositiveSmallIntegerField()


class Cartola(models.Model):
    """One imported statement. ``huella``: SHA-256 of the file. ``cargos``: lines that are no credit, not kept.

    ``repetidas``: lines that an earlier statement had brought. ``ilegibles``: (number, reason) of the lines that could
    not be read, the first ones; their text is not kept.
    """

    distribuidora = models.ForeignKey(Distribuidora, models.PROTECT, related_name="+")
    huella = models.CharField(max_length=64)
    nombre = models.CharField(max_length=255)
    subida_por = models.ForeignKey(_CUENTA, models.PROTECT, related_name="+")
    subida_en = models.DateTimeField()
    cargos = models.PositiveIntegerField()
    repetidas = models.PositiveIntegerField()
    ilegibles = models.JSONField()
    total_ilegibles = models.PositiveIntegerField()

    class Meta:
        ordering = ["-subida_en", "-id"]
        constraints = [
            models.UniqueConstraint(fields=["distribuidora", "huella"], name="cartola_una_vez"),
            models.CheckConstraint(condition=Q(huella__regex=r"^[0-9a-f]{64}$"), name="cartola_huella"),
        ]
        indexes = [models.Index(fields=["distribuidora", "-subida_en", "-id"], name="cartola_por_distribuidora")]

    def __str__(self) -> str:
        return self.nombre


class LineaCartola(models.Model):
    """One credit. ``huella``: keyed digest of distributor, date, amount, text and ordinal among equal lines.

    ``texto`` only where a person needs it to decide, and not for long (``limpieza``). ``cobro``: the one whose
    reference it mentions; ``varias``: it mentions several. ``aplicada_en``: when a person validated the proof by it.
    """

    cartola = models.ForeignKey(Cartola, models.CASCADE, related_name="lineas")
    numero = models.PositiveIntegerField("línea del archivo")
    fecha = models.DateField()
    monto = models.PositiveBigIntegerField("monto, en pesos")
    texto = models.CharField(max_length=300, blank=True)
    huella = models.CharField(max_length=64, unique=True)
    cobro = models.ForeignKey(Cobro, models.PROTECT, null=True, blank=True, related_name="+")
    varias = models.BooleanField(default=False)
    comprobante = models.ForeignKey(Comprobante, models.PROTECT, null=True, blank=True, related_name="+")
    aplicada_por = models.ForeignKey(_CUENTA, models.PROTECT, null=True, blank=True, related_name="+")
    aplicada_en = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["numero"]
        constraints = [
            models.UniqueConstraint(fields=["cartola", "numero"], name="linea_una_vez_por_cartola"),
            models.CheckConstraint(condition=Q(monto__gte=1), name="linea_es_abono"),
            models.CheckConstraint(condition=Q(varias=False) | Q(cobro=None), name="linea_con_un_cobro"),
            models.CheckConstraint(
                condition=Q(aplicada_en=None, aplicada_por=None, comprobante=None)
                | Q(aplicada_en__isnull=False, aplicada_por__isnull=False, comprobante__isnull=False),
                name="linea_aplicada_entera",
            ),
        ]
