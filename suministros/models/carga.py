"""A load of the register: staged, checked, shown, and applied all or nothing (U-10)."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from catalogo.models import Comuna, Distribuidora
from nucleo.archivos.models import Archivo
from nucleo.trabajos.models import Estado, Trabajo

_CUENTA = settings.AUTH_USER_MODEL


class ClaseCarga(models.TextChoices):
    SUMINISTROS = "suministros", "Suministros"
    FACTURAS = "facturas", "Facturas"


class EstadoCarga(models.TextChoices):
    EN_REVISION = "en-revision", "En revisión"
    LISTA = "lista", "Lista para aplicar"
    APLICANDO = "aplicando", "Aplicándose"
    APLICADA = "aplicada", "Aplicada"
    CON_RECHAZOS = "con-rechazos", "Con líneas rechazadas"
    ILEGIBLE = "ilegible", "No se pudo leer"
    DESCARTADA = "descartada", "Descartada"


ABIERTAS = (EstadoCarga.EN_REVISION, EstadoCarga.LISTA, EstadoCarga.APLICANDO)


class Carga(models.Model):
    """One uploaded file. ``huella``: SHA-256 of what was received. The counts are those of its review.

    ``ausentes``: supplies of the register that the file does not bring, left as they are. ``titulares``: links whose
    supply changes its holder; ``retirados``: links whose supply leaves service. ``mensaje``: what is wrong with all of
    the file, or why it could not be applied. ``trabajo``: the order that reviews it or applies it.
    """

    distribuidora = models.ForeignKey(Distribuidora, models.PROTECT, related_name="+", db_index=False)
    clase = models.CharField(max_length=12, choices=ClaseCarga)
    estado = models.CharField(max_length=12, choices=EstadoCarga, default=EstadoCarga.EN_REVISION)
    nombre = models.CharField(max_length=255)
    huella = models.CharField(max_length=64)
    bytes = models.PositiveBigIntegerField()
    archivo = models.OneToOneField(Archivo, models.PROTECT, null=True, blank=True, related_name="+")
    trabajo = models.ForeignKey(Trabajo, models.SET_NULL, null=True, blank=True, related_name="+")
    subida_por = models.ForeignKey(_CUENTA, models.PROTECT, null=True, related_name="+")
    subida_en = models.DateTimeField()
    resuelta_por = models.ForeignKey(_CUENTA, models.PROTECT, null=True, related_name="+")
    resuelta_en = models.DateTimeField(null=True)
    mensaje = models.CharField(max_length=400, blank=True, default="")
    hojas = models.CharField(max_length=400, blank=True, default="")
    lineas = models.PositiveIntegerField(default=0)
    nuevas = models.PositiveIntegerField(default=0)
    cambiadas = models.PositiveIntegerField(default=0)
    iguales = models.PositiveIntegerField(default=0)
    rechazadas = models.PositiveIntegerField(default=0)
    ausentes = models.PositiveIntegerField(default=0)
    titulares = models.PositiveIntegerField(default=0)
    retirados = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["-subida_en", "-id"]
        indexes = [models.Index(fields=["distribuidora", "-subida_en", "-id"], name="carga_por_distribuidora")]
        constraints = [
            models.UniqueConstraint(
                fields=["distribuidora"], condition=Q(estado__in=ABIERTAS), name="carga_una_abierta"
            ),
            models.CheckConstraint(condition=Q(estado__in=EstadoCarga.values), name="carga_estado_conocido"),
            models.CheckConstraint(condition=Q(clase__in=ClaseCarga.values), name="carga_clase_conocida"),
            models.CheckConstraint(condition=Q(huella__regex=r"^[0-9a-f]{64}$"), name="carga_huella"),
            models.CheckConstraint(
                condition=~Q(estado__in=["aplicada", "descartada"]) | Q(resuelta_en__isnull=False),
                name="carga_resuelta_con_fecha",
            ),
            models.CheckConstraint(
                condition=~Q(estado__in=["lista", "aplicando", "aplicada"]) | Q(rechazadas=0),
                name="carga_aplicada_sin_rechazos",
            ),
        ]

    def __str__(self) -> str:
        return self.nombre

    @property
    def en_curso(self) -> bool:
        """Whether a worker has it, or will."""
        return self.estado in (EstadoCarga.EN_REVISION, EstadoCarga.APLICANDO) and not self.detenida

    @property
    def detenida(self) -> bool:
        """Whether the worker gave it up after its tries; an order that failed is forgotten after a week."""
        if self.estado not in (EstadoCarga.EN_REVISION, EstadoCarga.APLICANDO):
            return False
        return self.trabajo.estado == Estado.FALLO if self.trabajo else self.subida_por_id is not None

    @property
    def sin_cambios(self) -> bool:
        return not (self.nuevas or self.cambiadas)


class LineaRechazada(models.Model):
    """One cell that cannot be taken. ``linea`` as ``suministros.carga.lugares`` counts; ``escrito`` cut short."""

    carga = models.ForeignKey(Carga, models.CASCADE, related_name="rechazos")
    linea = models.PositiveIntegerField()
    columna = models.CharField(max_length=40)
    escrito = models.CharField(max_length=80, blank=True)
    que_hacer = models.CharField(max_length=200)

    class Meta:
        ordering = ["linea", "id"]


class _Linea(models.Model):
    """A line that passed the checks of its own, waiting for those of the whole. UNLOGGED: a crash empties the table,
    and then the file is asked for again. No foreign keys: the load's advisory lock guards what they would."""

    pk = models.CompositePrimaryKey("carga_id", "linea")
    carga = models.ForeignKey(Carga, models.DO_NOTHING, related_name="+", db_constraint=False, db_index=False)
    linea = models.PositiveIntegerField()

    class Meta:
        abstract = True


class LineaSuministro(_Linea):
    numero = models.CharField(max_length=40)
    numero_compacto = models.CharField(max_length=40, db_collation="C")
    titular_nombre = models.CharField(max_length=160)
    titular_documento_tipo = models.CharField(max_length=3)
    titular_documento = models.CharField(max_length=12, blank=True)
    direccion = models.CharField(max_length=200)
    comuna = models.ForeignKey(Comuna, models.DO_NOTHING, related_name="+", db_constraint=False, db_index=False)
    grupo_tarifario = models.CharField(max_length=40, blank=True)
    estado = models.CharField(max_length=10)
    estado_cobranza = models.CharField(max_length=40, blank=True)


class LineaFactura(_Linea):
    suministro = models.CharField(max_length=40, db_collation="C", help_text="su número compacto")
    numero = models.CharField(max_length=30, db_collation="C")
    periodo = models.DateField()
    monto = models.PositiveBigIntegerField()
    emitida_el = models.DateField()
    vence_el = models.DateField()
    estado = models.CharField(max_length=10)
    referencia = models.CharField(max_length=40, blank=True)
